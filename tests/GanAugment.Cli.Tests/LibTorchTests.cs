namespace GanAugment.Cli.Tests;

public sealed class LibTorchTests : IDisposable
{
    private readonly Folder folder = new();

    [Fact]
    public async Task A_folder_without_libtorch_is_told()
    {
        Environment.SetEnvironmentVariable(LibTorch.Variable, folder.Root);
        string error = await Cli.Fails(ExitCode.Usage, "inspect", "letters");
        Assert.Contains(folder.Root, error);
        Assert.Contains("torch_cpu", error);
    }

    [Fact]
    public async Task A_file_that_is_no_library_is_told()
    {
        string file = folder.Write(OperatingSystem.IsWindows() ? "c10.dll" : OperatingSystem.IsMacOS() ? "libc10.dylib" : "libc10.so", [42]);
        Environment.SetEnvironmentVariable(LibTorch.Variable, folder.Root);
        Assert.Contains(file, await Cli.Fails(ExitCode.Usage, "inspect", "letters"));
    }

    [Fact]
    public void That_there_is_none_at_all_is_recognised_within_whatever_wraps_it()
    {
        Assert.True(LibTorch.IsMissing(new TypeInitializationException("TorchSharp.torch", new DllNotFoundException("LibTorchSharp"))));
        Assert.True(LibTorch.IsMissing(new NotSupportedException("The libtorch-cpu package is not referenced.")));
        Assert.False(LibTorch.IsMissing(new InvalidOperationException("something else")));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(LibTorch.Variable, null);
        folder.Dispose();
    }
}
