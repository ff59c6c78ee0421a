using System.Diagnostics;
using System.Text.Json;
using GanAugment.Data;
using GanAugment.Reporting;
using GanAugment.Transforms;

namespace GanAugment.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private static readonly string[] Classes = ["plain", "half"];

    private readonly Folder folder = new();

    [Fact]
    public async Task One_call_writes_the_report_and_says_the_verdict_first()
    {
        string[] command = Command("--arms", "none,oversampling,weights,gan,best+gan", "--test", Images("test", 8, 2), "--test", "noisy:20", "--test",
            "shifted:1");
        var (code, output, error) = await Cli.Run(command);
        Assert.True(code == ExitCode.Done, error);
        Assert.Matches("^(No gain: do not use it|Harm: do not use it|Gain, but on 2 repetitions only)", output);
        Assert.Contains("images of 'shifted by 1'", output);
        Assert.Contains("classifiers", error);
        string html = File.ReadAllText(folder.In("out", "report.html"));
        Assert.Contains("Nearest training images", html);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(folder.In("out", "report.json")));
        Assert.Equal(["test", "noise 20", "shifted by 1"], report.RootElement.GetProperty("evaluations").EnumerateArray().Select(e =>
            e.GetProperty("name").GetString()));
        // Everything is there already: nothing is trained again, and the result is the same.
        DateTime written = File.GetLastWriteTimeUtc(folder.In("out", "results.jsonl"));
        var (_, again, _) = await Cli.Run([.. command, "--json"]);
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder.In("out", "results.jsonl")));
        Assert.Equal(report.RootElement.GetProperty("verdict").GetString(), JsonDocument.Parse(again).RootElement.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_dry_run_checks_and_prints_the_plan()
    {
        var (code, output, error) = await Cli.Run(Command("--dry-run", "--test", Images("test", 8, 2)));
        Assert.True(code == ExitCode.Done, error);
        JsonElement plan = JsonDocument.Parse(output).RootElement;
        Assert.Equal(10, plan.GetProperty("arms").EnumerateObject().Count());
        Assert.Equal(2, plan.GetProperty("seeds").GetArrayLength());
        Assert.False(Directory.Exists(folder.In("out")));
    }

    [Fact]
    public async Task A_killed_comparison_goes_on_where_it_was()
    {
        string[] command = Command("--arms", "none,oversampling,weights,classic,mixup,smote,gan", "--test", Images("test", 40, 2));
        string results = folder.In("out", "results.jsonl");
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. command]) { RedirectStandardOutput = true,
            RedirectStandardError = true };
        using (Process process = Process.Start(start)!)
        {
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            while (!process.HasExited && !File.Exists(results)) Thread.Sleep(1);
            process.Kill();
            process.WaitForExit();
        }

        string[] kept = File.ReadAllLines(results);
        Assert.InRange(kept.Length, 1, 27);
        Assert.False(File.Exists(folder.In("out", "report.json")));
        var (code, output, error) = await Cli.Run(command);
        Assert.True(code == ExitCode.Done, error);
        string[] lines = File.ReadAllLines(results);
        Assert.Equal(kept, lines.Take(kept.Length));
        Assert.Equal(lines.Length, lines.Select(Trial).Distinct().Count());
        // As if it had never been killed.
        Directory.Delete(folder.In("out"), recursive: true);
        Assert.Equal(output, (await Cli.Run(command)).Output);
    }

    [Fact]
    public async Task Images_that_must_not_judge_are_refused_in_a_line()
    {
        string test = Images("test", 8, 2), train = folder.In("train");
        Assert.Contains("are the same", await Cli.Fails(ExitCode.BadInput, Command("--test", train)));
        folder.Write("test/provenance.json", "{ \"synthetic\": true }"u8.ToArray());
        Assert.Contains("are marked as synthetic", await Cli.Fails(ExitCode.BadInput, Command("--test", test)));
        Assert.Contains("no validation split", await Cli.Fails(ExitCode.Usage, Command("--test", Images("other", 8, 3), "--validation", "0")));
        Assert.Contains("There is no arm 'synthetic-only'", await Cli.Fails(ExitCode.Usage, Command("--arms", "synthetic-only", "--test", folder.In("other"))));
        Assert.Contains("There is no classifier 'forest'", await Cli.Fails(ExitCode.Usage, Command("--classifier", "forest", "--test", folder.In("other"))));
        Assert.Contains("names no images", await Cli.Fails(ExitCode.Usage, Command("--test", folder.In("other"), "--test", "noisy:much")));
        Assert.Contains("needs a pool", await Cli.Fails(ExitCode.Usage, Command("--arms", "none,pretrained", "--test", folder.In("other"))));
        Assert.Contains("training, validation or evaluation images too",
            await Cli.Fails(ExitCode.BadInput, Command("--pool", folder.In("other"), "--test", folder.In("other"))));
        Assert.Contains("nor a preset of that name", await Cli.Fails(ExitCode.Usage,
            "compare", "--data", train, "--generator", "biggest", "--test", folder.In("other")));
    }

    [Fact]
    public async Task Shared_images_can_be_left_out()
    {
        Images("train", 14, 1);
        string test = Images("test", 8, 2);
        File.Copy(folder.In("train", "plain", "00.png"), Path.Combine(test, "plain", "99.png"));
        Assert.Contains("1 of 17 images of 'test' are training images too", await Cli.Fails(ExitCode.BadInput, Command("--test", test)));
        var (code, output, error) = await Cli.Run(Command("--test", test, "--drop-shared", "--arms", "none,gan"));
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("16 images of 'test'", output);
    }

    [Fact]
    public async Task Baselines_may_learn_from_a_pool_and_the_gate_says_what_validation_says()
    {
        string[] command = Command("--test", Images("test", 8, 2), "--pool", Images("pool", 9, 3), "--arms", "none,pseudo-labels,pretrained,pool,best+gan");
        var (code, output, error) = await Cli.Run(command);
        Assert.True(code == ExitCode.Done, error);
        foreach (string arm in (string[])["pseudo-labels", "pretrained features", "pool images", "gated: "]) Assert.Contains($"\n{arm}", output);
        Assert.Matches("The gate (opens|stays shut): on validation images", output);
        string network = Directory.GetFiles(folder.In("out"), "pool-features-*.onnx").Single();
        DateTime trained = File.GetLastWriteTimeUtc(network);
        Assert.Equal(output, (await Cli.Run(command)).Output);
        Assert.Equal(trained, File.GetLastWriteTimeUtc(network));
    }

    [Fact]
    public async Task A_convolutional_network_and_generators_of_their_own_for_every_seed()
    {
        folder.Write("options.json", """{ "steps": 1, "batchSize": 4, "baseChannels": 1, "latentSize": 4, "sharedEmbedding": 2, "standingBatches": 1, "probeSteps": 1, "device": "cpu" }"""u8.ToArray());
        string[] command = ["compare", "--data", Images("train", 14, 1, side: 8), "--test", Images("test", 8, 2, side: 8), "--generator", folder.In("options.json"),
            "--classifier", "cnn:20", "--arms", "none,oversampling,gan", "--seeds", "0-1", "-o", folder.In("out")];
        var (code, output, error) = await Cli.Run(command);
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(2, Directory.GetFiles(folder.In("out", "generators"), "generator.onnx", SearchOption.AllDirectories).Length);
        Assert.Contains("the generator, the draw of rows", output);
        // Each file tells which images its generator has seen.
        foreach (string file in Directory.GetFiles(folder.In("out", "generators"), "generator.onnx", SearchOption.AllDirectories))
        {
            using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(file);
            Assert.Equal((14, true), (generator.TrainingImages!.Count, generator.TrainingImages.IsComplete));
            Assert.Equal(generator.Manifest.DatasetFingerprint, generator.TrainingImages.DatasetFingerprint);
        }

        DateTime[] trained = Times();
        Assert.Equal(output, (await Cli.Run(command)).Output);
        Assert.Equal(trained, Times());

        DateTime[] Times() => [.. Directory.GetFiles(folder.In("out", "generators"), "generator.onnx",
            SearchOption.AllDirectories).Order().Select(File.GetLastWriteTimeUtc)];
    }

    public void Dispose() => folder.Dispose();

    private string[] Command(params string[] more)
    {
        if (!Directory.Exists(folder.In("train"))) Images("train", 14, 1);
        string generator = folder.Write("tiny.onnx", TinyGenerator.OfClasses(Classes));
        return ["compare", "--data", folder.In("train"), "--generator", generator, "--seeds", "0-1", "-o", folder.In("out"), .. more];
    }

    // The second class has a third of the first's images.
    private string Images(string name, int count, int seed, int side = 4)
    {
        var random = new Random(seed);
        for (int c = 0; c < 2; c++)
            for (int i = 0; i < (c == 0 || name != "train" ? count : count / 3); i++)
            {
                byte[] pixels = [.. Enumerable.Range(0, side * side).Select(p => (byte)((c == 0 ? 60 : p < side * side / 2 ? 200 : 90) + random.Next(50)))];
                folder.Write($"{name}/{Classes[c]}/{i:D2}.png", PngEncoder.Encode(new ImageShape(1, side, side), pixels));
            }

        return folder.In(name);
    }

    private static string Trial(string line)
    {
        JsonElement trial = JsonDocument.Parse(line).RootElement;
        return $"{trial.GetProperty("seed")} {trial.GetProperty("setting")}";
    }
}
