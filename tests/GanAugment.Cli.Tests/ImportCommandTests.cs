using System.Text.Json;

namespace GanAugment.Cli.Tests;

public sealed class ImportCommandTests : IDisposable
{
    private readonly Folder folder = new();

    private static string Checkpoint => Path.Combine(AppContext.BaseDirectory, "Fixtures", "A1-G.pth");

    [Fact]
    public async Task A_checkpoint_becomes_a_generator_that_is_exported_and_sampled()
    {
        File.WriteAllLines(folder.In("names.txt"), "abcdefghij".Select(c => c.ToString()));
        var (code, output, error) = await Cli.Run("import", Checkpoint, "-o", folder.In("imported"), "--bn-eps", "1e-5", "--sn-eps", "1e-8",
            "--classes", folder.In("names.txt"));
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("BigGAN 32×32, channels 32-32-32-32, 0.13 million parameters", output);
        Assert.Contains("ganaugment export", output);
        (code, output, error) = await Cli.Run("export", folder.In("imported"), "-o", folder.In("g.onnx"));
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("10 classes of 3×32×32", output);
        Assert.Equal(ExitCode.Done, (await Cli.Run("sample", folder.In("g.onnx"), "--class", "c", "--count", "2", "-o", folder.In("out"))).Code);
        Assert.True(File.Exists(folder.In("out", "c", "00001.png")));
        (_, output, _) = await Cli.Run("inspect", folder.In("g.onnx"));
        Assert.Contains("unknown, imported from A1-G.pth", output);
        Assert.DoesNotContain("images seen", output);
    }

    [Fact]
    public async Task What_the_checkpoint_does_not_say_is_asked_for_by_the_names_of_the_options()
    {
        string error = await Cli.Fails(ExitCode.Usage, "import", Checkpoint, "-o", folder.In("imported"));
        Assert.Contains("--bn-eps, 1e-5", error);
        Assert.Contains("--sn-eps, 1e-6", error);
        Assert.Contains("BN_eps", error);
        Assert.False(Directory.Exists(folder.In("imported")));
        Assert.Contains("--classes", await Cli.Fails(ExitCode.Usage, "import", Checkpoint, "--bn-eps", "1e-5", "--sn-eps", "1e-8",
            "--classes", Write("names.txt", "one\ntwo\n")));
    }

    [Fact]
    public async Task A_dry_run_says_what_it_is_and_writes_nothing()
    {
        var (code, output, error) = await Cli.Run("import", Checkpoint, "-o", folder.In("imported"), "--BN_eps", "1e-5", "--SN_eps", "1e-8", "--dry-run",
            "--json");
        Assert.Equal((ExitCode.Done, ""), (code, error));
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal("Ajbrock", document.RootElement.GetProperty("format").GetString());
        Assert.Equal(128, document.RootElement.GetProperty("network").GetProperty("latentSize").GetInt32());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("folder").ValueKind);
        Assert.False(Directory.Exists(folder.In("imported")));
    }

    [Fact]
    public async Task Files_that_are_no_checkpoint_are_one_line_of_error()
    {
        Assert.Contains("no checkpoint", await Cli.Fails(ExitCode.BadInput, "import", folder.Write("x.pth", [1, 2, 3]), "-o", folder.In("imported")));
        Assert.Contains("cannot be opened", await Cli.Fails(ExitCode.BadInput, "import", folder.In("absent.pth"), "-o", folder.In("imported")));
        byte[] harm = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.', 0x80, 2, .. "cos\nsystem\n"u8, .. "(X"u8, 2, 0,
            0, 0, .. "ls"u8,
            .. "tR."u8];
        Assert.Contains("'os.system'", await Cli.Fails(ExitCode.BadInput, "import", folder.Write("harm.pth", harm), "-o", folder.In("imported")));
    }

    [Fact]
    public async Task A_folder_in_use_is_replaced_only_when_forced()
    {
        string[] import = ["import", Checkpoint, "-o", folder.In("imported"), "--bn-eps", "1e-5", "--sn-eps", "1e-8"];
        Assert.Equal(ExitCode.Done, (await Cli.Run(import)).Code);
        Assert.Contains("--force", await Cli.Fails(ExitCode.Usage, import));
        Assert.Equal(ExitCode.Done, (await Cli.Run([.. import, "--force"])).Code);
        Assert.Equal(2, Directory.GetFiles(folder.In("imported")).Length);
    }

    [Theory]
    [InlineData("pytorch", "g.pth")]
    [InlineData("safetensors", "g.safetensors")]
    public async Task Weights_go_out_for_PyTorch_and_come_back(string format, string name)
    {
        string[] flags = ["--bn-eps", "1e-5", "--sn-eps", "1e-8"];
        await Cli.Run(["import", Checkpoint, "-o", folder.In("imported"), .. flags]);
        var (code, output, error) = await Cli.Run("export", folder.In("imported"), "--format", format, "-o", folder.In(name));
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("\"G_ch\":8", output);
        Assert.Equal(ExitCode.Done, (await Cli.Run(["import", folder.In(name), "-o", folder.In("again"), .. flags])).Code);
        Assert.Contains("--truncation", await Cli.Fails(ExitCode.Usage, "export", folder.In("imported"), "-o", folder.In("g.onnx"), "--truncation",
            "tfhub:0.5"));
    }

    public void Dispose() => folder.Dispose();

    private string Write(string name, string text)
    {
        File.WriteAllText(folder.In(name), text);
        return folder.In(name);
    }
}
