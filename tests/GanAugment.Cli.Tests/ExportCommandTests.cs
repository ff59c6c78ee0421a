namespace GanAugment.Cli.Tests;

public sealed class ExportCommandTests : IDisposable
{
    private readonly Folder folder = new();

    [Fact]
    public async Task A_trained_run_becomes_a_generator_that_can_be_sampled()
    {
        string run = await Train(), file = folder.In("generator.onnx");
        var (code, output, _) = await Cli.Run("export", run, "-o", file);
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("2 classes of 1×8×8", output);
        Assert.Equal(ExitCode.Done, (await Cli.Run("sample", file, "--count", "2", "-o", folder.In("out"))).Code);
    }

    [Fact]
    public async Task An_existing_file_is_replaced_only_when_forced()
    {
        string run = await Train(), file = folder.Write("generator.onnx", [42]);
        Assert.Contains("--force", await Cli.Fails(ExitCode.Usage, "export", run, "-o", file));
        Assert.Equal([42], File.ReadAllBytes(file));
        Assert.Equal(ExitCode.Done, (await Cli.Run("export", run, "-o", file, "--force")).Code);
        Assert.True(new FileInfo(file).Length > 1000);
    }

    [Fact]
    public async Task A_folder_without_a_run()
    {
        string file = folder.Write("generator.onnx", [42]);
        var (code, output, error) = await Cli.Run("export", folder.Root, "-o", file, "--force");
        Assert.Equal((ExitCode.BadInput, ""), (code, output));
        Assert.DoesNotContain("   at ", error);
        Assert.Equal([42], File.ReadAllBytes(file));
    }

    [Fact]
    public async Task A_target_that_cannot_be_written_leaves_what_was_there()
    {
        string run = await Train(), blocked = folder.Write("blocked", [42]);
        var (code, _, error) = await Cli.Run("export", run, "-o", Path.Combine(blocked, "generator.onnx"));
        Assert.Equal(ExitCode.Failed, code);
        Assert.DoesNotContain("Unexpected", error);
        Assert.Equal([42], File.ReadAllBytes(blocked));
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> Train()
    {
        string run = folder.In("run");
        var (code, _, error) = await Cli.Run("train", folder.WriteIdx(), "--outdir", run, "--steps", "1", "--batch", "4", "--base-channels", "2",
            "--device", "cpu");
        Assert.True(code == ExitCode.Done, error);
        return run;
    }
}
