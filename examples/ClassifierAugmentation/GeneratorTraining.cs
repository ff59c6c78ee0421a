using System.Text.Json;
using GanAugment.Training;
using GanAugment.Training.Export;
using GanAugment.Transforms;
using Spectre.Console;

namespace ClassifierAugmentation;

/// <summary>Trains a generator in front of the user and exports it.</summary>
internal static class GeneratorTraining
{
    /// <summary>Trains on the long-tailed training images only.</summary>
    /// <param name="data">The data.</param>
    /// <param name="folder">Where the run and the generator go.</param>
    /// <param name="steps">Generator updates, or null for those of the committed generator.</param>
    /// <param name="cancellation">Stops between two steps and saves.</param>
    /// <returns>The generator's file.</returns>
    public static string Run(LongTailedData data, string folder, int? steps, CancellationToken cancellation)
    {
        TrainingOptions options = Options(data);
        // Where it runs is this machine's matter, not the committed run's. Every training image trains: the report compares fingerprints.
        options = options with { Steps = steps ?? options.Steps, Device = null, Threads = null, HoldOut = 0 };
        string run = NewFolder(Path.Combine(folder, data.Name + "-run"));
        TrainingResult result = AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("BigGAN", maxValue: options.Steps);
                return BigGanTrainer.Train(data.Train, options, run, new Line(task), cancellation);
            });
        cancellation.ThrowIfCancellationRequested();
        string file = Path.Combine(folder, data.Name + ".onnx");
        GeneratorOnnxExporter.Export(run, file, path => OnnxConditionalGenerator.Load(path), data.Licence);
        AnsiConsole.MarkupLineInterpolated($"Trained {result.Step} steps at {result.ImagesPerSecond:0} images/s; generator: {file}");
        return file;
    }

    private static TrainingOptions Options(LongTailedData data)
    {
        if (!File.Exists(data.CommittedOptions)) return new TrainingOptions();
        using JsonDocument plan = JsonDocument.Parse(File.ReadAllText(data.CommittedOptions));
        return TrainingOptions.Parse(plan.RootElement.GetProperty("options").GetRawText(), data.CommittedOptions);
    }

    private static string NewFolder(string wanted)
    {
        string folder = wanted;
        for (int n = 2; Directory.Exists(folder); n++) folder = FormattableString.Invariant($"{wanted}-{n}");
        return folder;
    }

    private sealed class Line(ProgressTask task) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.Value = value.Step;
            task.Description = FormattableString.Invariant(
                $"BigGAN {value.ImagesPerSecond:0} images/s, loss D {value.DiscriminatorLoss:0.00} G {value.GeneratorLoss:0.00}");
        }
    }
}
