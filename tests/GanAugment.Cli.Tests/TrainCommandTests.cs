using System.Text.Json;

namespace GanAugment.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private readonly Folder folder = new();

    [Fact]
    public async Task A_dry_run_prints_the_whole_plan_and_writes_nothing()
    {
        string data = folder.WriteIdx();
        var (code, output, error) = await Cli.Run("train", data, "--dry-run", "--outdir", folder.In("run"), "--steps", "7", "--seed", "3");
        Assert.Equal(ExitCode.Done, code);
        JsonElement plan = JsonDocument.Parse(output).RootElement;
        Assert.Equal((7, 3), (plan.GetProperty("options").GetProperty("steps").GetInt32(), plan.GetProperty("options").GetProperty("seed").GetInt32()));
        Assert.Equal(8, plan.GetProperty("data").GetProperty("height").GetInt32());
        Assert.Contains(folder.In("run"), error);
        Assert.False(Directory.Exists(folder.In("run")));
    }

    [Fact]
    public async Task Flags_win_over_the_options_file_and_the_file_over_defaults()
    {
        string data = folder.WriteIdx();
        var (_, plan, _) = await Cli.Run("train", data, "--dry-run", "--steps", "7", "--batch", "4");
        string file = folder.Write("training_options.json", System.Text.Encoding.UTF8.GetBytes(plan));
        var (code, output, _) = await Cli.Run("train", data, "--dry-run", "--options", file, "--steps", "9");
        Assert.Equal(ExitCode.Done, code);
        JsonElement options = JsonDocument.Parse(output).RootElement.GetProperty("options");
        Assert.Equal((9, 4), (options.GetProperty("steps").GetInt32(), options.GetProperty("batchSize").GetInt32()));
    }

    [Fact]
    public async Task The_file_wins_over_the_preset_and_the_preset_over_defaults()
    {
        string file = folder.Write("options.json", "{\"batchSize\": 8, \"mirror\": true}"u8.ToArray());
        var (code, output, _) = await Cli.Run("train", folder.WriteIdx(), "--dry-run", "--preset", "CIFAR32", "--options", file, "--steps", "9");
        Assert.Equal(ExitCode.Done, code);
        JsonElement options = JsonDocument.Parse(output).RootElement.GetProperty("options");
        Assert.Equal((9, 8, 4, true), (options.GetProperty("steps").GetInt32(), options.GetProperty("batchSize").GetInt32(),
            options.GetProperty("discriminatorSteps").GetInt32(), options.GetProperty("mirror").GetBoolean()));
        Assert.Contains("cifar32", await Cli.Fails(ExitCode.Usage, "train", folder.WriteIdx(), "--dry-run", "--preset", "cifar33"));
    }

    [Fact]
    public async Task Training_begins_with_the_networks_of_an_earlier_run()
    {
        string data = folder.WriteIdx(), first = folder.In("first");
        Assert.Equal(ExitCode.Done, (await Cli.Run("train", data, "--outdir", first, "--steps", "1", "--batch", "4", "--base-channels", "2")).Code);
        var (code, output, _) = await Cli.Run("train", data, "--dry-run", "--init-from", first);
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetProperty("options").GetProperty("baseChannels").GetInt32());
        Assert.Contains("nowhere", await Cli.Fails(ExitCode.Usage, "train", data, "--dry-run", "--init-from", folder.In("nowhere")));
        Assert.Equal(ExitCode.Done, (await Cli.Run("train", data, "--outdir", folder.In("second"), "--init-from", first, "--steps", "1", "--batch", "4")).Code);
        Assert.Contains("A warm start from", File.ReadAllText(Path.Combine(folder.In("second"), "log.txt")));
    }

    [Fact]
    public void The_verb_has_at_most_fifteen_options_of_its_own()
    {
        var data = new System.CommandLine.Command("data");
        _ = new DataSelection(data);
        string[] own = [.. Commands.TrainCommand.Create().Options.Select(o => o.Name).Except(data.Options.Select(o => o.Name))];
        Assert.True(own.Length <= 15, string.Join(" ", own));
    }

    [Fact]
    public async Task An_unknown_entry_in_the_options_file_is_an_error()
    {
        string file = folder.Write("training_options.json", "{\"stepps\": 3}"u8.ToArray());
        Assert.Contains("stepps", await Cli.Fails(ExitCode.Usage, "train", folder.WriteIdx(), "--dry-run", "--options", file));
    }

    [Fact]
    public async Task A_long_tail_is_chosen_before_training()
    {
        var (_, output, _) = await Cli.Run("train", folder.WriteIdx(), "--dry-run", "--long-tail", "2", "--largest", "4");
        Assert.Equal("[4,2]", JsonDocument.Parse(output).RootElement.GetProperty("data").GetProperty("imagesPerClass").GetRawText().Replace("\n", "")
            .Replace(" ", ""));
    }

    [Fact]
    public async Task Parts_of_the_data_share_no_image()
    {
        string data = folder.WriteIdx();
        int[] whole = await Counts("train", data, "--dry-run");
        int[] first = await Counts("train", data, "--dry-run", "--part", "1/2"), second = await Counts("train", data, "--dry-run", "--part", "2/2");
        Assert.Equal(whole, first.Zip(second, (a, b) => a + b));
        Assert.All(first, count => Assert.True(count > 0));

        static async Task<int[]> Counts(params string[] arguments)
        {
            var (_, output, _) = await Cli.Run(arguments);
            return [.. JsonDocument.Parse(output).RootElement.GetProperty("data").GetProperty("imagesPerClass").EnumerateArray().Select(n => n.GetInt32())];
        }
    }

    [Theory]
    [InlineData("--steps", "0")]
    [InlineData("--batch", "1")]
    [InlineData("--long-tail", "0.5")]
    [InlineData("--part", "3/2")]
    public async Task Values_that_cannot_work_are_usage_errors(string option, string value) =>
        Assert.Contains(value, await Cli.Fails(ExitCode.Usage, "train", folder.WriteIdx(), "--dry-run", option, value));

    [Fact]
    public async Task Resuming_needs_a_folder_that_holds_a_run()
    {
        string data = folder.WriteIdx();
        Assert.Contains("--outdir", await Cli.Fails(ExitCode.Usage, "train", data, "--resume"));
        await Cli.Fails(ExitCode.BadInput, "train", data, "--resume", "--outdir", folder.In("nothing"));
    }

    [Fact]
    public async Task A_run_can_be_trained_cancelled_and_resumed()
    {
        string data = folder.WriteIdx(), run = folder.In("run");
        string[] train = ["train", data, "--outdir", run, "--steps", "2", "--batch", "4", "--base-channels", "2", "--device", "cpu"];
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var error = new StringWriter();
        int code = await CommandLine.RunAsync(train, new StringWriter(), error, cancelled.Token);
        Assert.Equal(ExitCode.Cancelled, code);
        Assert.Contains($"--outdir \"{run}\" --resume", error.ToString());

        Assert.Contains("already holds a run", await Cli.Fails(ExitCode.Usage, train));
        var (resumed, output, _) = await Cli.Run([.. train, "--resume", "--json"]);
        Assert.Equal(ExitCode.Done, resumed);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetProperty("step").GetInt32());
    }

    [Fact]
    public async Task A_dry_run_of_resuming_prints_the_plan_of_the_run()
    {
        string data = folder.WriteIdx(), run = folder.In("run");
        string[] train = ["train", data, "--outdir", run];
        Assert.Equal(ExitCode.Done, (await Cli.Run([.. train, "--steps", "1", "--batch", "4", "--base-channels", "2", "--seed", "8", "--device", "cpu"])).Code);
        string before = File.ReadAllText(Path.Combine(run, "training_options.json"));
        var (code, output, error) = await Cli.Run([.. train, "--resume", "--dry-run", "--steps", "3"]);
        Assert.Equal(ExitCode.Done, code);
        JsonElement options = JsonDocument.Parse(output).RootElement.GetProperty("options");
        Assert.Equal((4, 2, 8, 3), (options.GetProperty("batchSize").GetInt32(), options.GetProperty("baseChannels").GetInt32(),
            options.GetProperty("seed").GetInt32(), options.GetProperty("steps").GetInt32()));
        Assert.Contains($"Would resume '{run}'", error);
        Assert.Equal(before, File.ReadAllText(Path.Combine(run, "training_options.json")));
        await Cli.Fails(ExitCode.BadInput, "train", data, "--resume", "--dry-run", "--outdir", folder.In("nothing"));
    }

    [Fact]
    public async Task A_run_that_collapses_is_stopped_and_says_why()
    {
        byte[] options = """{"collapse": {"start": 0, "window": 2, "gapBelow": 100000}, "reportEvery": 1, "measuredImages": 16, "probeSteps": 1}"""u8.ToArray();
        string[] train = ["train", folder.WriteIdx(), "--outdir", folder.In("run"), "--steps", "9", "--batch", "4", "--base-channels", "1", "--device", "cpu",
            "--options", folder.Write("options.json", options)];
        var (code, _, error) = await Cli.Run([.. train, "--on-collapse", "stop"]);
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("Stopped: Training shows a sign of collapse at step 2", error.TrimEnd().Split(Environment.NewLine)[^1]);
        var (resumed, _, warned) = await Cli.Run([.. train, "--resume"]);
        Assert.Equal(ExitCode.Failed, resumed);
        Assert.Contains("at step 4", warned);
    }

    [Fact]
    public async Task A_feature_network_that_is_missing_is_told_before_anything_is_made()
    {
        Assert.Contains("feature extractor file does not exist", await Cli.Fails(ExitCode.BadInput, "train", folder.WriteIdx(), "--outdir", folder.In("run"),
            "--batch", "4", "--base-channels", "1", "--device", "cpu", "--features", folder.In("nothing.onnx")));
        Assert.False(Directory.Exists(folder.In("run")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_in_one_sentence()
    {
        string data = folder.WriteIdx(), file = folder.Write("file", [42]);
        await Cli.Fails(ExitCode.Failed, "train", data, "--outdir", Path.Combine(file, "run"), "--steps", "1", "--batch", "4", "--base-channels", "2");
        Assert.Equal([42], File.ReadAllBytes(file));
    }

    public void Dispose() => folder.Dispose();
}
