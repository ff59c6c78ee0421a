using System.Globalization;
using System.Text.Json;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;

namespace GanAugment.Training;

/// <summary>The folder of one run. No other class spells its file names.</summary>
/// <remarks>
/// <c>training_options.json</c> the resolved plan · <c>training_images.json</c> hashes of what is trained on · <c>log.txt</c> what happened ·
/// <c>stats.jsonl</c> one line of figures per report and snapshot · <c>tensorboard/</c> the same for TensorBoard · <c>reals.png</c>, <c>fakes_init.png</c>,
/// <c>fakes000100.png</c> … one row per class, always of the same
/// latents · <c>snapshots/latest.json</c>, <c>best.json</c>, <c>best-000100.json</c> … generators, <c>snapshots/training-000100.json</c> … everything that
/// resuming needs; each names its weights file. docs/run-directory.md explains them.
/// </remarks>
public sealed class RunDirectory
{
    /// <summary>The name of <see cref="TrainingImagesFile"/>, which no other file of a run has.</summary>
    internal const string TrainingImagesName = "training_images.json";

    private const string TrainingPrefix = "training-";

    private RunDirectory(string path) => Root = System.IO.Path.GetFullPath(path);

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The resolved plan.</summary>
    public string OptionsFile => In("training_options.json");

    /// <summary>Which images are trained on, as hashes: a <see cref="Provenance.TrainingImageIndex"/>.</summary>
    public string TrainingImagesFile => In(TrainingImagesName);

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

    /// <summary>The folder with the event files for TensorBoard.</summary>
    public string TensorBoardFolder => In("tensorboard");

    /// <summary>The folder with weights and their descriptions.</summary>
    internal string Snapshots => In("snapshots");

    /// <summary>The descriptions of the states of training that are kept, the latest first.</summary>
    internal IReadOnlyList<string> TrainingFiles => !Directory.Exists(Snapshots) ? []
        : [.. Directory.EnumerateFiles(Snapshots, $"{TrainingPrefix}*.json").Where(f => StepOfTraining(f) is not null).OrderByDescending(StepOfTraining)];

    /// <summary>The description of the latest state of training; where none was saved, the name of the first that could be.</summary>
    public string TrainingFile => TrainingFiles.FirstOrDefault() ?? TrainingFileOf(1);

    /// <summary>The description of the state of training after a number of steps.</summary>
    public string TrainingFileOf(int step) => In("snapshots", FormattableString.Invariant($"{TrainingPrefix}{step:D6}.json"));

    /// <summary>The description of one of the best generators.</summary>
    public string BestFileOf(int step) => In("snapshots", FormattableString.Invariant($"best-{step:D6}.json"));

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

    /// <summary>The run that a snapshot's JSON file lies in, or null where it lies in none.</summary>
    internal static RunDirectory? Around(string snapshotFile)
    {
        string? folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(snapshotFile)), root = System.IO.Path.GetDirectoryName(folder);
        if (root is null) return null;
        var run = new RunDirectory(root);
        return run.Snapshots == folder && File.Exists(run.OptionsFile) ? run : null;
    }

    /// <summary>Reads the plan, and holds its networks against the states of training that there are.</summary>
    /// <exception cref="OptionException">It is no plan.</exception>
    /// <exception cref="GeneratorException">It cannot be read, or its networks are larger than the states of training.</exception>
    internal TrainingPlan ReadPlan()
    {
        TrainingPlan plan;
        try
        {
            plan = TrainingPlan.Parse(File.ReadAllText(OptionsFile), OptionsFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GeneratorException($"The plan of the run cannot be read: {e.Message.TrimEnd('.')}.", $"It is '{OptionsFile}'.", "Check that it may be read.", e);
        }

        plan.Network.Validated();
        long[] states = !Directory.Exists(Snapshots) ? []
            : [.. Directory.EnumerateFiles(Snapshots, $"{TrainingPrefix}*.safetensors").Select(file => new FileInfo(file).Length / sizeof(float))];
        if (states.Length > 0) NetworkSize.Check(plan.Network, states.Max(), OptionsFile);
        return plan;
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

    /// <summary>Adds a line to the statistics.</summary>
    internal void Report(string json) => Append(StatisticsFile, json);

    /// <summary>Removes the statistics of steps after <paramref name="step"/>, which resuming will write again.</summary>
    internal void ForgetStatisticsAfter(int step)
    {
        if (!File.Exists(StatisticsFile)) return;
        string content = File.ReadAllText(StatisticsFile);
        string[] lines = content.Split('\n');
        string kept = string.Concat(lines.Where(line => StepOf(line) <= step).Select(line => line + "\n"));
        if (kept != content) AtomicFile.WriteAllText(StatisticsFile, kept);
    }

    /// <summary>Waits until the statistics are on the disk: a state of training that counts must not outlive them.</summary>
    /// <exception cref="SaveException">The disk refused.</exception>
    internal void FlushStatistics() => Saving(StatisticsFile, path =>
    {
        if (!File.Exists(path)) return;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        stream.Flush(flushToDisk: true);
    });

    /// <summary>Writes a generator's weights, then the description that names them, so that a crash in between leaves what was there before as it
    /// was.</summary>
    /// <param name="descriptionFile">The description.</param>
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
        AtomicFile.WriteAllBytes(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(descriptionFile)!, description.File), weights);
        AtomicFile.WriteAllText(descriptionFile, TrainingJson.Write(description));
        return description;
    }

    /// <summary>Removes what a killed process left half written.</summary>
    internal void RemoveTemporaryFiles()
    {
        foreach (string file in Directory.EnumerateFiles(Root, "*.tmp", SearchOption.AllDirectories)) Remove(file);
    }

    /// <summary>The step in the name of a state of training, or null when the file is none.</summary>
    internal int? StepOfTraining(string file)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(file);
        return name.StartsWith(TrainingPrefix, StringComparison.Ordinal)
            && int.TryParse(name[TrainingPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int step) ? step : null;
    }

    /// <summary>Deletes a file that nothing needs any more; a leftover costs space and nothing else.</summary>
    internal static void Remove(string file)
    {
        try { File.Delete(file); } catch (IOException) { } catch (UnauthorizedAccessException) { }
    }

    private static int StepOf(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("step").GetInt32();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return int.MaxValue; // Half a line from a crash, or nothing: written again as well.
        }
    }

    private static void Append(string path, string line) => Saving(path, file => File.AppendAllText(file, line + "\n"));

    private static void Saving(string path, Action<string> write)
    {
        try
        {
            write(path);
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
