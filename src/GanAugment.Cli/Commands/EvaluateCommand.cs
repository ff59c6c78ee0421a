using System.CommandLine;
using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Training.Features;
using GanAugment.Transforms;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment evaluate</c>: what a generator's images are worth, in figures that say how they were measured.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var flags = new EvaluationFlags();
        var command = new Verb("evaluate",
            "Measure a generator: distances to real images (FID, KID), precision, recall, density, coverage, each class, a classifier's view, near copies.",
            "ganaugment evaluate generator.onnx --data \"letters --long-tail 100\" --holdout letters",
            "ganaugment evaluate generator.onnx --data photos/train --holdout photos/test --metrics fid,kid,cas --json -o figures.json",
            "ganaugment evaluate generator.onnx --data photos/train --metrics fid --max-fd 40");
        flags.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Evaluate(flags.Read(parsed), parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error, cancellation), CancellationToken.None));
        return command;
    }

    private static int Evaluate(EvaluationRequest request, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(request.Model);
        ILabelledImageSource training = DataSelection.Open("--data", request.Data, DatasetSplit.Train, error, cancellation);
        GeneratorEvaluation.Check(generator.Manifest, training);
        ILabelledImageSource? heldOut = request.HeldOut is { } name ? HeldOut(name, error, cancellation) : null;
        if (request.DryRun)
        {
            error.WriteLine($"Would write '{request.Output}'.");
            output.WriteLine(JsonOutput.Write(new
            {
                Version = 1,
                Generator = request.Model,
                Data = training.Origin,
                HeldOut = heldOut?.Origin,
                Features = request.Features ?? EvaluationFlags.Domain,
                Metrics = request.Options.Metrics.ToString(),
                request.Cas,
                Images = Math.Min(request.Options.Images, training.Labels.Count),
                request.Options.AuditedImages,
                Truncation = request.Options.Truncation.ToString(),
                request.Options.Seed,
                request.Steps,
                MaximumFrechetDistance = request.Bound?.Largest,
            }));
            return ExitCode.Done;
        }

        // The domain network stays beside the document: figures of another day need the very same one.
        using var outcome = new EvaluationFiles(request.Output);
        EvaluationResult result = Measure(request, generator, training, heldOut, outcome, error, cancellation);
        bool trained = outcome.Complete(result);
        if (request.Json) output.WriteLine(result.ToJson());
        else EvaluationTable.Write(result, output);
        error.WriteLine($"Document in '{request.Output}'"
            + (trained ? $", domain network in '{outcome.Network}': give it with --features for comparable figures." : "."));
        GeneratorCard.Write(request.Model, generator.Manifest, result, error);
        if (request.Bound?.Complaint(result) is not { } complaint) return ExitCode.Done;
        error.WriteLine(complaint);
        return ExitCode.BoundNotMet;
    }

    private static EvaluationResult Measure(EvaluationRequest request, OnnxConditionalGenerator generator, ILabelledImageSource training,
        ILabelledImageSource? heldOut, EvaluationFiles outcome, TextWriter error, CancellationToken cancellation)
    {
        var line = new ProgressLine(error);
        var networks = new TrainedNetworks(new FeatureNetworkOptions { Steps = request.Steps, Seed = request.Options.Seed }, line, cancellation);
        bool distances = (request.Options.Metrics & ~EvaluationMetrics.Classes) != 0;
        bool trains = request.Features is null && distances || request.Cas;
        if (trains) networks.Real(training, outcome.PendingNetwork);
        string? file = request.Features ?? (trains ? outcome.PendingNetwork : null);
        using OnnxFeatureExtractor? extractor = file is null || !distances ? null : new OnnxFeatureExtractor(file);
        using OnnxImageClassifier? classifier = file is null || !distances ? null : OnnxImageClassifier.OpenIfAny(file);

        EvaluationResult result = GeneratorEvaluation.Run(generator, training, heldOut, extractor, classifier,
            request.Options with { PublishedNetwork = request.IsPublished }, FileHash.Of(request.Model),
            new Heard(p => line.Write(p.Share, p.Doing)), cancellation);
        if (request.Cas)
            result = result with { Figures = [.. result.Figures, .. networks.Cas(generator, training, heldOut!, request.Options, outcome.PendingNetwork)] };
        if (request.Options.Metrics.HasFlag(EvaluationMetrics.Classifier) && classifier is null)
            result = result with
            {
                Warnings = [.. result.Warnings, $"The feature network '{extractor?.Name}' has no output 'probabilities', so there is no classifier's view: "
                    + "give a network that has, or --features domain."],
            };
        line.End();
        return result;
    }

    // A folder of held-out images alone has no parts. Should it hold training images, the evaluation refuses them.
    private static ILabelledImageSource HeldOut(string name, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            return DataSelection.Open("--holdout", name, DatasetSplit.Test, error, cancellation);
        }
        catch (DatasetException) when (Path.Exists(name))
        {
            return DataSelection.Open("--holdout", name, DatasetSplit.Train, error, cancellation);
        }
    }

    private sealed class Heard(Action<EvaluationProgress> tell) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => tell(value);
    }
}
