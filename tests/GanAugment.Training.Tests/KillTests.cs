using System.Diagnostics;
using System.Text.Json.Nodes;
using GanAugment.Training.Tests.Watch;
using GanAugment.Training.Watch;
using Xunit.Abstractions;

namespace GanAugment.Training.Tests;

/// <summary>Kills real processes with SIGKILL, at random moments of training and of writing snapshots.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 50;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Fifty_killed_and_resumed_times_a_run_has_the_bits_of_an_uninterrupted_one()
    {
        var clock = Stopwatch.StartNew();
        Finish(Start("whole"));
        var random = new Random(20261125);
        int kills = 0, runs = 0, halfWritten = 0;
        Dictionary<int, int> perStep = [];
        Process next = Start(Name(runs));
        while (kills < Kills || runs == 0)
        {
            // Each life gets a few lines and then some microseconds to several milliseconds, so that a kill meets anything from start to end of a step.
            Process life = next;
            string run = folder[Name(runs)];
            int lines = random.Next(0, 4);
            double pause = random.NextDouble() * random.NextDouble() * 60;
            Assert.Equal("ready", life.StandardOutput.ReadLine());
            next = Start(Name(runs));
            life.StandardInput.WriteLine();
            string? line = null;
            for (int i = 0; i < lines && line != "done"; i++) line = life.StandardOutput.ReadLine();
            bool killed = kills < Kills && line != "done";
            if (killed) Thread.Sleep(TimeSpan.FromMilliseconds(pause));
            if (killed && !life.HasExited)
            {
                life.Kill();
                life.WaitForExit();
                kills++;
                string[] left = Directory.Exists(run) ? Directory.GetFiles(run, "*.tmp", SearchOption.AllDirectories) : [];
                if (left.Length > 0) halfWritten++;
                int reached = LastStep(run);
                perStep[reached] = perStep.GetValueOrDefault(reached) + 1;
            }
            else
            {
                string rest = (line == "done" ? line : "") + life.StandardOutput.ReadToEnd();
                life.WaitForExit();
                Assert.EndsWith("done", rest.TrimEnd());
                Compare(folder["whole"], run);
                runs++;
                // What is ready was told the folder of the run that is complete now; it has not touched it.
                Discard(next);
                next = Start(Name(runs));
            }

            life.Dispose();
        }

        Discard(next);
        // The last run, killed and never finished so far, goes on to its end.
        if (Directory.Exists(folder[Name(runs)]))
        {
            Finish(Start(Name(runs)));
            Compare(folder["whole"], folder[Name(runs)]);
            runs++;
        }

        output.WriteLine($"{kills} kills in {runs} runs, {halfWritten} of them while a file was half written, {clock.Elapsed.TotalSeconds:0} s; after step: "
            + string.Join(", ", perStep.OrderBy(p => p.Key).Select(p => $"{p.Key}: {p.Value}")));
        Assert.Equal(Kills, kills);
    }

    public void Dispose() => folder.Dispose();

    private static string Name(int run) => $"run {run}";

    private static void Finish(Process process)
    {
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        process.StandardInput.WriteLine();
        Assert.EndsWith("done", process.StandardOutput.ReadToEnd().TrimEnd());
        process.WaitForExit();
        process.Dispose();
    }

    private Process Start(string run)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KillTests).Assembly.Location, folder[run]])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        // Short lives: compile each method once and fast.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["OMP_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }

    private static void Discard(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static int LastStep(string run)
    {
        string snapshots = Path.Combine(run, "snapshots");
        if (!Directory.Exists(snapshots)) return 0;
        return Directory.GetFiles(snapshots, "training-*.json").Select(f => int.Parse(Path.GetFileNameWithoutExtension(f)["training-".Length..]))
            .DefaultIfEmpty().Max();
    }

    // Every file but log, lock and timings.
    private static void Compare(string expected, string actual)
    {
        string[] Files(string root) => [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f))
            .Where(f => f is not ("log.txt" or "stats.jsonl" or "run.lock") && !f.StartsWith("tensorboard", StringComparison.Ordinal)).Order()];
        Assert.Equal(Files(expected), Files(actual));
        foreach (string file in Files(expected))
            Assert.True(File.ReadAllBytes(Path.Combine(expected, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, file))),
                $"'{file}' differs in '{actual}'.");
        Assert.Equal(Statistics(expected), Statistics(actual));
        Assert.Equal(Events(expected), Events(actual));
    }

    private static string[] Statistics(string run) => [.. File.ReadAllLines(Path.Combine(run, "stats.jsonl")).Select(line =>
    {
        JsonObject figures = JsonNode.Parse(line)!.AsObject();
        Assert.True(figures.Remove("seconds") && figures.Remove("imagesPerSecond"));
        return figures.ToJsonString();
    })];

    private static string[] Events(string run) => [.. TensorBoardLog.Files(Path.Combine(run, "tensorboard")).SelectMany(EventFileReader.Read)
        .SelectMany(e => e.Values.Select(v => (e.Step, Value: v))).Where(v => v.Value.Tag is not ("training/seconds" or "training/imagesPerSecond"))
        .Select(v => $"{v.Step} {v.Value.Tag} {v.Value.Number} {v.Value.Text} {(v.Value.Image is { } i ? Convert.ToBase64String(i.Png) : "")}")];
}
