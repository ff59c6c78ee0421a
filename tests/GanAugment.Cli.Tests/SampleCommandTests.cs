using System.Text.Json;
using GanAugment.Provenance;

namespace GanAugment.Cli.Tests;

public sealed class SampleCommandTests : IDisposable
{
    private readonly Folder folder = new();

    [Fact]
    public async Task Samples_are_png_files_per_class_with_a_sheet_and_their_provenance()
    {
        string generator = Generator(), target = folder.In("out");
        var (code, output, _) = await Cli.Run("sample", generator, "--count", "3", "--seed", "5", "--truncation", "tfhub:0.5", "-o", target);
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("6 images", output);
        Assert.Equal(["00000.png", "00001.png", "00002.png"], Names(Path.Combine(target, "plain")));
        Assert.Equal(["00000.png", "00001.png", "00002.png"], Names(Path.Combine(target, "half_half")));
        Dictionary<string, string> entries = new(GanAugment.Reporting.PngText.Read(File.ReadAllBytes(Path.Combine(target, "contact-sheet.png"))));
        Assert.Contains("Seed 5. Truncation scaled 0.5.", entries["Description"]);
        Assert.Equal(File.ReadAllText(Path.Combine(target, "provenance.json")).TrimEnd(), entries["ganaugment.sample"]);
        JsonElement provenance = JsonDocument.Parse(File.ReadAllText(Path.Combine(target, "provenance.json"))).RootElement;
        Assert.Equal(("scaled 0.5", 5, "half/half"), (provenance.GetProperty("truncation").GetString(), provenance.GetProperty("seed").GetInt32(),
            provenance.GetProperty("classes")[1].GetProperty("name").GetString()));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(generator))),
            provenance.GetProperty("generator").GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_files_whatever_is_asked_beside_them()
    {
        string generator = Generator();
        await Cli.Run("sample", generator, "--count", "2", "-o", folder.In("both"));
        await Cli.Run("sample", generator, "--count", "20", "--class", "half/half", "-o", folder.In("one"));
        Assert.Equal(["half_half"], Directory.EnumerateDirectories(folder.In("one")).Select(Path.GetFileName));
        foreach (string file in (string[])["00000.png", "00001.png"])
            Assert.Equal(File.ReadAllBytes(folder.In("both", "half_half", file)), File.ReadAllBytes(folder.In("one", "half_half", file)));
    }

    [Fact]
    public async Task Seeds_give_one_image_each_the_first_of_their_own_stream()
    {
        string generator = Generator();
        Assert.Equal(ExitCode.Done, (await Cli.Run("sample", generator, "--seeds", "3-4,9", "-o", folder.In("seeds"))).Code);
        await Cli.Run("sample", generator, "--seed", "4", "--count", "1", "-o", folder.In("four"));
        Assert.Equal(["seed0003.png", "seed0004.png", "seed0009.png"], Names(folder.In("seeds", "plain")));
        Assert.Equal(File.ReadAllBytes(folder.In("four", "plain", "00000.png")), File.ReadAllBytes(folder.In("seeds", "plain", "seed0004.png")));
        Assert.Contains("--count", await Cli.Fails(ExitCode.Usage, "sample", generator, "--seeds", "3", "--count", "2", "-o", folder.In("none")));
    }

    [Fact]
    public async Task Every_file_is_marked_as_synthetic_with_its_origin()
    {
        await Cli.Run("sample", Generator(), "--count", "2", "--seed", "5", "-o", folder.In("out"));
        SyntheticOrigin origin = SyntheticMark.Read(File.ReadAllBytes(folder.In("out", "half_half", "00001.png")))!;
        Assert.Equal(("half/half", 5, 1, "none"), (origin.Class, origin.Seed, origin.Row, origin.Truncation));
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        var (code, output, error) = await Cli.Run("sample", Generator(), "-o", folder.In("out"), "--dry-run", "--json");
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetProperty("classes").GetArrayLength());
        Assert.Contains("Would write 32 images", error);
        Assert.False(Directory.Exists(folder.In("out")));
    }

    [Fact]
    public async Task An_unknown_class_is_an_error_that_lists_the_classes()
    {
        string error = await Cli.Fails(ExitCode.Usage, "sample", Generator(), "--class", "Plain", "-o", folder.In("out"));
        Assert.Contains("'Plain'", error);
        Assert.Contains("'plain', 'half/half'", error);
        Assert.False(Directory.Exists(folder.In("out")));
    }

    [Fact]
    public async Task A_folder_in_use_is_left_alone_unless_forced()
    {
        string generator = Generator(), earlier = folder.Write("out/contact-sheet.png", [42]);
        Assert.Contains("--force", await Cli.Fails(ExitCode.Usage, "sample", generator, "-o", folder.In("out")));
        Assert.Equal([42], File.ReadAllBytes(earlier));
        Assert.Equal(ExitCode.Done, (await Cli.Run("sample", generator, "-o", folder.In("out"), "--force")).Code);
        Assert.NotEqual([42], File.ReadAllBytes(earlier));
        Assert.Equal(["out", "tiny.onnx"], Directory.EnumerateFileSystemEntries(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Force_replaces_no_folder_that_holds_the_generator_or_where_the_user_is()
    {
        string generator = folder.Write("out/deep/tiny.onnx", TinyGenerator.Bytes());
        foreach (string target in (string[])[folder.In("out"), folder.In("out", "deep"), folder.Root])
            Assert.Contains("would go with it", await Cli.Fails(ExitCode.Usage, "sample", generator, "-o", target, "--force"));
        Assert.Contains("would go with it", await Cli.Fails(ExitCode.Usage, "sample", generator, "-o", ".", "--force"));
        Assert.True(File.Exists(generator));
    }

    [Fact]
    public async Task Another_command_does_not_go_on_with_an_unfinished_folder()
    {
        string generator = Generator(), half = folder.In("out.partial", "plain");
        using (var pending = PendingFolder.Open(folder.In("out"), "another seed", replace: false)) folder.Write("out.partial/plain/00000.png", [42]);
        string error = await Cli.Fails(ExitCode.Usage, "sample", generator, "-o", folder.In("out"));
        Assert.Contains("begun with other data or options", error);
        Assert.Equal(ExitCode.Done, (await Cli.Run("sample", generator, "-o", folder.In("out"), "--force")).Code);
        Assert.True(File.ReadAllBytes(folder.In("out", "plain", "00000.png")).Length > 1);
        Assert.False(Directory.Exists(half));
    }

    [Theory]
    [InlineData("half")]
    [InlineData("0")]
    [InlineData("tfhub:2")]
    public async Task A_truncation_without_meaning_is_a_usage_error(string truncation)
    {
        var (code, _, error) = await Cli.Run("sample", Generator(), "-o", folder.In("out"), "--truncation", truncation);
        Assert.Equal(ExitCode.Usage, code);
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public async Task A_missing_generator() =>
        Assert.Contains("none.onnx", await Cli.Fails(ExitCode.BadInput, "sample", folder.In("none.onnx"), "-o", folder.In("out")));

    [Fact]
    public async Task A_file_that_is_no_onnx()
    {
        string file = folder.Write("no.onnx", "This is no model."u8.ToArray());
        Assert.Contains("no.onnx", await Cli.Fails(ExitCode.BadInput, "sample", file, "-o", folder.In("out")));
        Assert.Contains("no.onnx", await Cli.Fails(ExitCode.BadInput, "inspect", file));
    }

    [Fact]
    public async Task An_onnx_file_that_is_no_generator()
    {
        string file = folder.Write("other.onnx", TinyGenerator.Bytes(withManifest: false));
        Assert.Contains("other.onnx", await Cli.Fails(ExitCode.BadInput, "sample", file, "-o", folder.In("out")));
    }

    [Fact]
    public async Task A_target_that_cannot_be_written_leaves_what_was_there()
    {
        string blocked = folder.Write("blocked", [42]);
        var (code, output, error) = await Cli.Run("sample", Generator(), "-o", Path.Combine(blocked, "out"));
        Assert.Equal((ExitCode.Failed, ""), (code, output));
        Assert.StartsWith("Could not write the folder", error.TrimEnd().Split(Environment.NewLine)[^1]);
        Assert.Equal([42], File.ReadAllBytes(blocked));
    }

    public void Dispose() => folder.Dispose();

    private string Generator() => folder.Write("tiny.onnx", TinyGenerator.Bytes());

    private static IEnumerable<string?> Names(string path) => Directory.EnumerateFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
