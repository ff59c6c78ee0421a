using System.Text.Json;
using GanAugment.Transforms;

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
    public async Task A_dry_run_says_what_would_be_written_and_writes_nothing()
    {
        string run = await Train(), file = folder.In("generator.onnx");
        var (code, output, error) = await Cli.Run("export", run, "-o", file, "--dry-run", "--json");
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal([file, folder.In("discriminator.onnx")], JsonDocument.Parse(output).RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetString()));
        Assert.Contains("Would write", error);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_model_card_lies_beside_the_generator_until_a_person_changes_it()
    {
        string run = await Train(), file = folder.In("generator.onnx"), card = folder.In("generator.card.md");
        var (_, _, error) = await Cli.Run("export", run, "-o", file, "--data-licence", "CC0-1.0");
        Assert.Contains("generator.card.md", error);
        string text = File.ReadAllText(card);
        Assert.StartsWith("---\nlicense: \"cc0-1.0\"\n", text);
        Assert.Contains("| 0 | 4 |\n| 1 | 4 |\n", text);
        Assert.Contains(FileHash.Of(file), text);
        File.WriteAllText(card, "Mine.");
        (_, _, error) = await Cli.Run("export", run, "-o", file, "--force");
        Assert.Contains("was changed by hand", error);
        Assert.Equal("Mine.", File.ReadAllText(card));
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

    [Fact]
    public async Task The_discriminator_comes_along_beside_the_generator()
    {
        string run = await Train(), file = folder.In("out", "generator.onnx"), beside = folder.In("out", "discriminator.onnx");
        Directory.CreateDirectory(folder.In("out"));
        var (code, output, error) = await Cli.Run("export", run, "-o", file);
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("Its discriminator after step 1, ", output);
        Assert.Equal("discriminator.onnx", GeneratorFile.Read(file).Manifest.Discriminator);
        using (OnnxDiscriminator opened = OnnxDiscriminator.Load(beside)) Assert.Equal((1, 2), (opened.Manifest!.Step, opened.Manifest.Classes.Count));

        // Another generator in the same folder has a discriminator of its own.
        string other = folder.In("out", "other.onnx"), own = folder.In("out", "other-discriminator.onnx");
        Assert.Contains("beside --output", await Cli.Fails(ExitCode.Usage, "export", run, "-o", other));
        Assert.False(File.Exists(other));
        var (done, json, _) = await Cli.Run("export", run, "-o", other, "--discriminator", own, "--json");
        Assert.Equal(ExitCode.Done, done);
        Assert.Equal(own, JsonDocument.Parse(json).RootElement.GetProperty("discriminator").GetString());
        Assert.Equal("other-discriminator.onnx", GeneratorFile.Read(other).Manifest.Discriminator);
        string both = folder.In("x.onnx");
        Assert.Contains("One file cannot hold both", await Cli.Fails(ExitCode.Usage, "export", run, "-o", both, "--discriminator", both));
    }

    [Fact]
    public async Task A_generator_is_written_alone_where_that_is_wanted_or_there_is_no_other_way()
    {
        string run = await Train(), file = folder.In("generator.onnx"), beside = folder.In("discriminator.onnx");
        Assert.Equal(ExitCode.Done, (await Cli.Run("export", run, "-o", file, "--no-discriminator")).Code);
        Assert.Null(GeneratorFile.Read(file).Manifest.Discriminator);
        Assert.Contains("There is no discriminator to write",
            await Cli.Fails(ExitCode.Usage, "export", run, "-o", file, "--force", "--no-discriminator", "--discriminator", beside));

        string[] states = Directory.GetFiles(Path.Combine(run, "snapshots"), "training-*.json");
        foreach (string state in states) File.WriteAllText(state, "{");
        var (code, _, error) = await Cli.Run("export", run, "-o", file, "--force");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("The discriminator is left out.", error);
        await Cli.Fails(ExitCode.BadInput, "export", run, "-o", file, "--force", "--discriminator", beside);
        foreach (string state in states) File.Delete(state);
        Assert.Equal(ExitCode.Done, (await Cli.Run("export", run, "-o", file, "--force")).Code);
        Assert.Contains("holds a generator alone", await Cli.Fails(ExitCode.Usage, "export", run, "-o", file, "--force", "--discriminator", beside));
        Assert.False(File.Exists(beside));
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
