using System.CommandLine;
using System.Globalization;
using GanAugment.Data;
using GanAugment.Training;
using GanAugment.Transforms;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment train</c>: a run directory with a trained generator.</summary>
internal static class TrainCommand
{
    private const string DefaultFolder = "runs";

    public static Command Create()
    {
        var outdir = new Option<string?>("--outdir", "-o") { Description = "The run's folder; a new numbered one under 'runs' when not given.",
            HelpName = "DIR" };
        var resume = new Option<bool>("--resume") { Description = "Go on with the run in --outdir." };
        Option<bool> dryRun = DryRun.Create("Check data and options, print the resolved plan, and stop.");
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        var flags = new TrainingFlags();
        var command = new Verb("train", "Train a class-conditional BigGAN on labelled images. Ctrl-C finishes the step, saves, and says how to go on.",
            "ganaugment train photos/train --outdir runs/mine", "ganaugment train photos/train --outdir runs/mine --resume",
            "ganaugment train photos/train --preset folder64 --init-from runs/other --dry-run");
        var selection = new DataSelection(command);
        foreach (Option option in (Option[])[outdir, resume, dryRun, json]) command.Add(option);
        flags.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
            ILabelledImageSource data = selection.Open(parsed, cancellation);
            bool resumes = parsed.GetValue(resume);
            if (resumes && parsed.GetValue(outdir) is null)
                throw new OptionException("There is no run to resume.", "--resume was given without --outdir.", "Name the run's folder with --outdir.");
            TrainingOptions options = flags.Read(parsed);
            string folder = parsed.GetValue(outdir) ?? NextFolder(selection.Name(parsed), options.Seed);
            if (parsed.GetValue(dryRun))
            {
                TrainingPlan plan = resumes ? BigGanTrainer.PlanResume(data, folder, flags.Steps(parsed)) : options.Resolve(data);
                error.WriteLine($"Would {(resumes ? "resume" : "train in")} '{folder}'.");
                output.WriteLine(plan.ToJson());
                return ExitCode.Done;
            }

            var line = new ProgressLine(error);
            var progress = new TrainingLine(line, error);
            TrainingResult result = resumes
                ? BigGanTrainer.Resume(data, folder, flags.Steps(parsed), progress, cancellation, path => new OnnxFeatureExtractor(path))
                : BigGanTrainer.Train(data, options, folder, progress, cancellation, path => new OnnxFeatureExtractor(path));
            line.End();
            if (result.Collapse is not null)
            {
                error.WriteLine(result.Collapse);
                return ExitCode.Failed;
            }

            if (!result.Completed)
            {
                error.WriteLine($"Stopped after step {result.Step} and saved. " +
                    $"Go on with: ganaugment train {selection.Spelling(parsed)} --outdir \"{folder}\" --resume");
                return ExitCode.Cancelled;
            }

            output.WriteLine(parsed.GetValue(json)
                ? JsonOutput.Write(new { Version = 1, Run = result.Run.Root, result.Step, result.ImagesPerSecond, result.FrechetDistance })
                : $"Trained {result.Step.ToString(CultureInfo.InvariantCulture)} steps in '{result.Run.Root}'. " +
                    $"Next: ganaugment export \"{folder}\" -o generator.onnx");
            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    // runs/00003-letters-seed0: numbered, so that no run meets another.
    private static string NextFolder(string data, long seed)
    {
        int next = 0;
        if (Directory.Exists(DefaultFolder))
            foreach (string folder in Directory.EnumerateDirectories(DefaultFolder))
                if (int.TryParse(Path.GetFileName(folder).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                    next = Math.Max(next, number + 1);
        string name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(data));
        return Path.Combine(DefaultFolder, FormattableString.Invariant($"{next:D5}-{name}-seed{seed}"));
    }

    private sealed class TrainingLine(ProgressLine line, TextWriter error) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Notice is { } notice)
            {
                line.End();
                error.WriteLine(notice);
                return;
            }

            line.Write((double)value.Step / value.Steps, Figures(value));
        }

        private static string Figures(TrainingProgress value) =>
            FormattableString.Invariant($"step {value.Step} of {value.Steps}, {value.ImagesPerSecond:0} images/s, {ProgressLine.Left(value.Remaining)} left, ") +
            FormattableString.Invariant($"loss D {value.DiscriminatorLoss:0.00} G {value.GeneratorLoss:0.00}, gap {value.Gap:0.00}") +
            (value.FrechetDistance is { } distance ? FormattableString.Invariant($", distance {distance:0.00}") : "");
    }
}
