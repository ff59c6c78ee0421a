using System.CommandLine;
using GanAugment.Cli.Comparing;
using GanAugment.Transforms.Comparison;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment compare</c>: does augmentation help a classifier? Baselines and uses of a generator, judged on real images, with a report.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var flags = new CompareFlags();
        var command = new Verb("compare",
            "Train the same classifier with and without augmentation, judge it on real images, and write a report with the verdict.",
            "ganaugment compare --data photos --generator generator.onnx -o comparison",
            "ganaugment compare --data fashion-mnist --long-tail 100 --largest 1000 --generator options.json --classifier cnn --test noisy:25");
        flags.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
            var line = new ProgressLine(error);
            using CompareRequest request = flags.Read(parsed, line, cancellation);
            if (flags.IsDryRun(parsed))
            {
                error.WriteLine($"Would compare in '{request.Folder}'.");
                output.WriteLine(JsonOutput.Write(AugmentationComparison.Plan(request.Train, request.Evaluations, request.Options)));
                return ExitCode.Done;
            }

            ComparisonResult result;
            try
            {
                result = AugmentationComparison.Run(request.Train, request.Evaluations, request.Options, request.Classifier.Pipeline,
                    new LineProgress<ComparisonProgress>(line, p => ((double)p.Done / p.Total, Figures(p))), cancellation);
            }
            catch (OperationCanceledException)
            {
                line.End();
                error.WriteLine($"Stopped. What is finished is in '{request.Folder}'; the same command goes on there.");
                return ExitCode.Cancelled;
            }

            line.End();
            string report = Path.Combine(request.Folder, "report.html");
            result.Save(Path.Combine(request.Folder, "report.json"));
            ComparisonReport.Of(result).Save(report);
            if (flags.IsJson(parsed)) output.WriteLine(result.ToJson());
            else ComparisonText.Write(result, output);
            error.WriteLine($"Report: {report}");
            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    private static string Figures(ComparisonProgress value) =>
        FormattableString.Invariant($"seed {value.Seed}, {value.Arm}: {value.Done} of {value.Total} classifiers")
        + (value.Kept > 0 ? FormattableString.Invariant($" ({value.Kept} from before)") : "")
        + (value.PerMinute is { } rate ? FormattableString.Invariant($", {rate:0.0} a minute, {ProgressLine.Left(value.Remaining!.Value)} left") : "");
}
