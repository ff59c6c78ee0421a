using System.Globalization;
using System.Security.Cryptography;
using Xunit.Abstractions;

namespace GanAugment.Cli.Tests;

/// <summary>Kills the verbs that write with SIGKILL at random moments of their writing; training has its own test. GANAUGMENT_KILLS makes more kills than
/// the few of every day.</summary>
public sealed class KilledVerbTests(ITestOutputHelper report) : IDisposable
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("GANAUGMENT_KILLS"), CultureInfo.InvariantCulture, out int kills) ? kills : 3;

    // Of verbs that are long in starting.
    private static readonly int SlowKills = Math.Max(2, Kills * 2 / 3);

    private readonly Folder folder = new();
    private readonly Random random = new(20261125);

    [Fact]
    public async Task A_killed_export_leaves_the_earlier_file_or_the_whole_new_one()
    {
        string run = folder.In("run"), whole = folder.In("whole.onnx"), target = folder.In("out", "generator.onnx");
        await Done("train", folder.WriteIdx(), "--outdir", run, "--steps", "1", "--batch", "4", "--base-channels", "1", "--device", "cpu");
        await Done("export", run, "-o", whole);
        byte[] expected = File.ReadAllBytes(whole);
        int killed = 0, replaced = 0;
        for (int i = 0; i < Kills; i++)
        {
            folder.Write("out/generator.onnx", [42]);
            if (CliProcess.Kill(() => Directory.GetFiles(folder.In("out")).Length > 1, Pause(40), "export", run, "-o", target, "--force")) killed++;
            byte[] now = File.ReadAllBytes(target);
            if (now.Length > 1) replaced++;
            Assert.True(now is [42] || now.AsSpan().SequenceEqual(expected), $"The file has {now.Length} bytes, neither 1 nor {expected.Length}.");
        }

        await Done("export", run, "-o", target, "--force");
        Assert.Equal(expected, File.ReadAllBytes(target));
        report.WriteLine($"export: {killed} kills, {replaced} behind the renaming");
    }

    [Fact]
    public async Task A_killed_sample_leaves_the_earlier_folder_and_the_same_command_goes_on()
    {
        string generator = folder.Write("tiny.onnx", TinyGenerator.Bytes()), whole = folder.In("whole"), target = folder.In("out");
        string[] sample = ["sample", generator, "--count", "60", "--seed", "4", "--force", "-o"];
        await Done([.. sample, whole]);
        int killed = 0, images = 0, complete = 0;
        for (int i = 0; i < Kills; i++)
        {
            Remove(target);
            string earlier = folder.Write("out/earlier.txt", [42]);
            if (CliProcess.Kill(() => Directory.Exists(target + PendingFolder.Suffix), Pause(200), [.. sample, target])) killed++;
            images += Whole(whole, target + PendingFolder.Suffix).Count(file => file.EndsWith(".png", StringComparison.Ordinal));
            // Between two renames there is no folder for an instant; what was there is beside it.
            if (File.Exists(earlier)) Assert.Equal(["earlier.txt"], Files(target));
            else if (Directory.Exists(target)) Assert.Equal(Files(whole), Whole(whole, target));
            else Assert.NotEmpty(Directory.GetDirectories(folder.Root, "out.*.old"));
            if (Directory.Exists(target) && !File.Exists(earlier)) complete++;
        }

        await Done([.. sample, target]);
        Assert.Equal(Files(whole), Whole(whole, target));
        Assert.Equal(["out", "tiny.onnx", "whole"], Directory.EnumerateFileSystemEntries(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        report.WriteLine($"sample: {killed} kills, {images} whole images in all, {complete} behind the renaming");
    }

    [Fact]
    public async Task A_killed_augment_leaves_the_earlier_folder_and_the_same_command_goes_on()
    {
        string generator = folder.Write("tiny.onnx", TinyGenerator.Bytes()), whole = folder.In("whole"), target = folder.In("out");
        for (int i = 0; i < 4; i++) folder.Write($"data/{(i == 0 ? "half_half" : "plain")}/{i}.png", Folder.Png(4, 4));
        string[] augment = ["augment", folder.In("data"), "--generator", generator, "--strategy", "add:40", "--seed", "5", "--force", "-o"];
        await Done([.. augment, whole]);
        int killed = 0, complete = 0;
        for (int i = 0; i < Kills; i++)
        {
            Remove(target);
            string earlier = folder.Write("out/earlier.txt", [42]);
            if (CliProcess.Kill(() => Directory.Exists(target + ".partial"), Pause(200), [.. augment, target])) killed++;
            // Between two renames there is no folder for an instant; what was there is beside it.
            if (File.Exists(earlier)) Assert.Equal(["earlier.txt"], Files(target));
            else if (Directory.Exists(target)) Assert.Equal(Files(whole), Whole(whole, target, renamed: true));
            else Assert.NotEmpty(Directory.GetDirectories(folder.Root, "out.*"));
            if (Directory.Exists(target) && !File.Exists(earlier)) complete++;
        }

        await Done([.. augment, target]);
        Assert.Equal(Files(whole), Whole(whole, target, renamed: true));
        report.WriteLine($"augment: {killed} kills, {complete} behind the renaming");
    }

    [Fact]
    public async Task A_killed_evaluation_leaves_the_earlier_document_and_network_or_the_new_ones()
    {
        string generator = folder.Write("generator.onnx", TinyGenerator.OfClasses("plain", "half")), data = folder.WriteTwoClasses("data", 8, seed: 1);
        string whole = folder.In("whole", "e.json"), target = folder.In("out", "e.json"), network = folder.In("out", "e.domain.onnx");
        string[] evaluate = ["evaluate", generator, "--data", data, "--metrics", "fid,classifier", "--steps", "3", "--force", "-o"];
        await Done([.. evaluate, whole]);
        byte[] document = File.ReadAllBytes(whole), trained = File.ReadAllBytes(folder.In("whole", "e.domain.onnx"));
        int killed = 0, complete = 0;
        for (int i = 0; i < SlowKills; i++)
        {
            folder.Write("out/e.json", [42]);
            folder.Write("out/e.domain.onnx", [43]);
            if (CliProcess.Kill(() => Directory.Exists(target + PendingFolder.Suffix), Pause(2000), [.. evaluate, target])) killed++;
            bool isOld = File.ReadAllBytes(target) is [42], isOldNetwork = File.ReadAllBytes(network) is [43];
            if (!isOld) Assert.Equal(document, File.ReadAllBytes(target));
            if (!isOldNetwork) Assert.Equal(trained, File.ReadAllBytes(network));
            // Between two renames the network is the new one for an instant.
            Assert.True(isOld || !isOldNetwork, "The document is the new one, and its network is not.");
            if (!isOld) complete++;
        }

        await Done([.. evaluate, target]);
        Assert.Equal(document, File.ReadAllBytes(target));
        Assert.Equal(["e.domain.onnx", "e.json"], Files(folder.In("out")));
        report.WriteLine($"evaluate: {killed} kills, {complete} behind the renaming");
    }

    [Fact]
    public async Task A_killed_comparison_leaves_whole_lines_and_the_earlier_report()
    {
        string generator = folder.Write("generator.onnx", TinyGenerator.OfClasses("plain", "half")), results = folder.In("out", "results.jsonl");
        string[] compare = ["compare", "--data", folder.WriteTwoClasses("train", 9, seed: 1), "--test", folder.WriteTwoClasses("test", 8, seed: 2),
            "--generator", generator, "--arms", "none,oversampling,gan", "--classifier", "logistic:20", "--seeds", "0-2", "-o"];
        await Done([.. compare, folder.In("whole")]);
        string[] expected = File.ReadAllLines(folder.In("whole", "results.jsonl"));
        int killed = 0, kept = 0;
        for (int i = 0; i < SlowKills; i++)
        {
            Remove(folder.In("out"));
            folder.Write("out/report.json", "*"u8.ToArray());
            if (CliProcess.Kill(() => File.Exists(results), Pause(1000), [.. compare, folder.In("out")])) killed++;
            string[] lines = File.ReadAllLines(results);
            Assert.Equal(expected.Take(lines.Length).Select(Untimed.Of), lines.Select(Untimed.Of));
            string document = File.ReadAllText(folder.In("out", "report.json"));
            if (document != "*") Assert.Equal(Untimed.Of(File.ReadAllText(folder.In("whole", "report.json"))), Untimed.Of(document));
            kept += lines.Length;
        }

        await Done([.. compare, folder.In("out")]);
        foreach (string file in new[] { "results.jsonl", "report.json" })
            Assert.Equal(Untimed.Of(File.ReadAllText(folder.In("whole", file))), Untimed.Of(File.ReadAllText(folder.In("out", file))));
        report.WriteLine($"compare: {killed} kills, {kept} of {killed * expected.Length} classifiers kept");
    }

    [Fact]
    public async Task A_killed_import_leaves_the_earlier_generator_and_the_same_command_completes_it()
    {
        string whole = folder.In("whole"), target = folder.In("imported"), checkpoint = Path.Combine(AppContext.BaseDirectory, "Fixtures", "A1-G.pth");
        string[] import = ["import", checkpoint, "--bn-eps", "1e-5", "--sn-eps", "1e-8", "-o"];
        await Done([.. import, whole]);
        int killed = 0, complete = 0;
        for (int i = 0; i < SlowKills; i++)
        {
            bool replaces = i % 2 == 1;
            Remove(target);
            // Another epsilon: another description.
            if (replaces) await Done("import", checkpoint, "--bn-eps", "1e-4", "--sn-eps", "1e-8", "-o", target);
            byte[]? earlier = replaces ? File.ReadAllBytes(folder.In("imported", "generator.json")) : null;
            int files = replaces ? Directory.GetFiles(target).Length : 0;
            if (CliProcess.Kill(() => Directory.Exists(target) && Directory.GetFiles(target).Length > files, Pause(30),
                [.. import, target, .. replaces ? ["--force"] : Array.Empty<string>()])) killed++;
            byte[]? now = File.Exists(folder.In("imported", "generator.json")) ? File.ReadAllBytes(folder.In("imported", "generator.json")) : null;
            bool isNew = now is not null && now.AsSpan().SequenceEqual(File.ReadAllBytes(folder.In("whole", "generator.json")));
            if (isNew) complete++;
            else Assert.Equal(earlier, now);
            // A description is never without its weights.
            if (now is not null) await Done("export", target, "--dry-run", "-o", folder.In("generator.onnx"));
            // A folder that holds nothing but what the killed command left needs no --force.
            await Done([.. import, target, .. now is null ? Array.Empty<string>() : ["--force"]]);
            Assert.Equal(Files(whole), Files(target));
        }

        report.WriteLine($"import: {killed} kills, {complete} behind the renaming");
    }

    public void Dispose() => folder.Dispose();

    // Squares: the first moments are those in which files are made, flushed and renamed.
    private TimeSpan Pause(double longest) => TimeSpan.FromMilliseconds(random.NextDouble() * random.NextDouble() * longest);

    private static void Remove(string target)
    {
        foreach (string old in Directory.GetDirectories(Path.GetDirectoryName(target)!, Path.GetFileName(target) + "*")) Directory.Delete(old, recursive: true);
    }

    private static async Task Done(params string[] args)
    {
        var (code, _, error) = await Cli.Run(args);
        Assert.True(code == ExitCode.Done, error);
    }

    private static string[] Files(string root) =>
        [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];

    // Every file under a final name has the bytes of an undisturbed command; what has another name is no result.
    private static string[] Whole(string whole, string target, bool renamed = false)
    {
        if (!Directory.Exists(target)) return [];
        string[] final = [.. Files(target).Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal) && file != ".writing")];
        foreach (string file in final)
        {
            byte[] expected = File.ReadAllBytes(Path.Combine(whole, file)), actual = File.ReadAllBytes(Path.Combine(target, file));
            // A card tells the folder's own name.
            if (renamed && !file.EndsWith(".png", StringComparison.Ordinal)) continue;
            Assert.True(expected.AsSpan().SequenceEqual(actual), $"'{file}' differs: {Convert.ToHexString(SHA256.HashData(actual))}.");
        }

        return final;
    }
}
