using System.Text.Json;
using GanAugment.Training.Snapshots;

namespace GanAugment.Training;

/// <summary>The folder of one run. No other class spells its file names.</summary>
/// <remarks>
/// <c>training_options.json</c> the resolved plan · <c>log.txt</c> what happened · <c>stats.jsonl</c> one line of figures per report ·
/// <c>reals.png</c>, <c>fakes_init.png</c>, <c>fakes000100.png</c> … one row per class, always of the same latents ·
/// <c>snapshots/latest.json</c>, <c>best.json</c> generators, <c>snapshots/training.json</c> everything that resuming needs; each names its weights file.
/// </remarks>
public sealed class RunDirectory
{
    private RunDirectory(string path) => Root = System.IO.Path.GetFullPath(path);

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The resolved plan.</summary>
    public string OptionsFile => In("training_options.json");

    /// <summary>One JSON object per report.</summary>
    public string StatisticsFile => In("stats.jsonl");

    /// <summary>What happened, line by line.</summary>
    public string LogFile => In("log.txt");

    /// <summary>Training images, one row per class.</summary>
    public string RealsFile => In("reals.png");

    /// <summary>What the fresh generator makes.</summary>
    public string FirstFakesFile => In("fakes_init.png");

    /// <summary>The latest generator's description.</summary>
    public string LatestFile => In("snapshots", "latest.json");

    /// <summary>The description of the generator that measured best.</summary>
    public string BestFile => In("snapshots", "best.json");

    /// <summary>The description of the state of training.</summary>
    public string TrainingFile => In("snapshots", "training.json");

    /// <summary>What the generator makes after a number of steps.</summary>
    public string FakesFile(int step) => In($"fakes{step:D6}.png");

    /// <summary>Makes a folder for a new run.</summary>
    /// <exception cref="OptionException">The folder holds a run already.</exception>
    /// <exception cref="SaveException">The folder cannot be made or written.</exception>
    internal static RunDirectory Create(string path, TrainingPlan plan)
    {
        var run = new RunDirectory(path);
        if (File.Exists(run.OptionsFile))
            throw new OptionException("The folder already holds a run.", $"It is '{run.Root}'.", "Resume that run, or choose another folder.");
        AtomicFile.WriteAllText(run.OptionsFile, plan.ToJson());
        return run;
    }

    /// <summary>Opens the folder of a run.</summary>
    /// <exception cref="GeneratorException">There is no run in it.</exception>
    internal static RunDirectory Open(string path)
    {
        var run = new RunDirectory(path);
        if (!File.Exists(run.OptionsFile))
            throw new GeneratorException("There is no run to open.", $"The folder is '{run.Root}'.",
                "Give the folder that training wrote, the one with training_options.json.");
        return run;
    }

    /// <summary>The JSON file of a run's best generator, or of its latest.</summary>
    internal static string FindGenerator(string path)
    {
        RunDirectory run = Open(path);
        return File.Exists(run.BestFile) ? run.BestFile
            : File.Exists(run.LatestFile) ? run.LatestFile
            : throw new GeneratorException("The run has no generator yet.", $"The folder is '{run.Root}'.",
                "Train until the first snapshot, or choose another run.");
    }

    /// <summary>Adds a line to the log.</summary>
    internal void Log(string line) => Append(LogFile, line);

    /// <summary>Adds an object to the statistics.</summary>
    internal void Report<T>(T figures) => Append(StatisticsFile, TrainingJson.WriteLine(figures));

    /// <summary>Removes the statistics of steps after <paramref name="step"/>, which resuming will write again.</summary>
    internal void ForgetStatisticsAfter(int step)
    {
        if (!File.Exists(StatisticsFile)) return;
        string[] lines = File.ReadAllLines(StatisticsFile);
        string[] kept = [.. lines.Where(line => StepOf(line) <= step)];
        if (kept.Length < lines.Length) AtomicFile.WriteAllText(StatisticsFile, string.Concat(kept.Select(line => line + "\n")));
    }

    /// <summary>Writes weights, then the description that names them, so that a crash in between leaves the previous snapshot as it was.</summary>
    /// <param name="descriptionFile"><see cref="LatestFile"/>, <see cref="BestFile"/> or <see cref="TrainingFile"/>.</param>
    /// <param name="kind">How the weights file's name begins.</param>
    /// <param name="weights">The content of the weights file.</param>
    /// <param name="describe">(file name, checksum) → description.</param>
    /// <exception cref="SaveException">The disk refused.</exception>
    internal static SnapshotDescription Save(string descriptionFile, string kind, byte[] weights, Func<string, string, SnapshotDescription> describe)
    {
        string checksum = Safetensors.Checksum(weights);
        SnapshotDescription description = describe("", checksum);
        // The checksum in the name: the same step computed on another machine may differ, and must not replace what a description points at.
        description = description with { File = $"{kind}-{description.Step:D6}-{checksum[..8]}.safetensors" };
        string path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(descriptionFile)!, description.File);
        if (!File.Exists(path)) AtomicFile.WriteAllBytes(path, weights);
        AtomicFile.WriteAllText(descriptionFile, TrainingJson.Write(description));
        return description;
    }

    /// <summary>Deletes weights that no description names any more.</summary>
    internal void DeleteUnnamedWeights()
    {
        HashSet<string> named = [.. new[] { LatestFile, BestFile, TrainingFile }.Where(File.Exists).Select(file => SnapshotDescription.Read(file).File)];
        foreach (string file in Directory.EnumerateFiles(In("snapshots"), "*.safetensors"))
        {
            if (named.Contains(System.IO.Path.GetFileName(file))) continue;
            // A leftover costs space and nothing else.
            try { File.Delete(file); } catch (IOException) { } catch (UnauthorizedAccessException) { }
        }
    }

    private static int StepOf(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("step").GetInt32();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return int.MaxValue; // Half a line from a crash: written again as well.
        }
    }

    private static void Append(string path, string line)
    {
        try
        {
            File.AppendAllText(path, line + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SaveException($"Could not write to '{System.IO.Path.GetFileName(path)}': {e.Message.TrimEnd('.')}.",
                $"The folder is '{System.IO.Path.GetDirectoryName(path)}'.",
                "Free some space and resume the run; its snapshots are untouched.", e);
        }
    }

    private string In(params string[] names) => System.IO.Path.Combine([Root, .. names]);
}
