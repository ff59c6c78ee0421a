using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Training.Features;
using GanAugment.Transforms;

namespace GanAugment.Cli;

/// <summary>The small classifiers that an evaluation trains: one on real images, whose features measure distances, and one on generated images.</summary>
internal sealed class TrainedNetworks(FeatureNetworkOptions options, ProgressLine line, CancellationToken cancellation)
{
    /// <summary>Trains on real images.</summary>
    public FeatureNetworkResult Real(ILabelledImageSource training, string path) => Train(training, path, "domain network");

    /// <summary>The classification accuracy score, beside what training on the real images gives.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="training">The real training images; as many of each class are generated.</param>
    /// <param name="heldOut">The images both are tested on.</param>
    /// <param name="evaluation">Seed and truncation.</param>
    /// <param name="realNetwork">The file trained on the real images.</param>
    public IReadOnlyList<Figure> Cas(IConditionalGenerator generator, ILabelledImageSource training, ILabelledImageSource heldOut, EvaluationOptions evaluation,
        string realNetwork)
    {
        int[] real = training.CountPerClass();
        int[] counts = [.. generator.Manifest.Classes.Select(name => training.Classes.IndexOf(name) is >= 0 and int label ? real[label] : 0)];
        // Training draws images in random order, generating goes in blocks: so all are drawn first.
        ILabelledImageSource synthetic = Kept(new GeneratedImages(generator, counts, evaluation.Seed, evaluation.Truncation));
        string path = Path.Combine(Path.GetTempPath(), $"ganaugment-{Guid.NewGuid():N}.onnx");
        try
        {
            Train(synthetic, path, "classifier of generated images");
            string name = FormattableString.Invariant($"cnn{options.Width}x{options.FeatureLength}Steps{options.Steps}");
            return [.. Judged("cas", path, heldOut, name), .. Judged("realTrained", realNetwork, heldOut, name)];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<Figure> Judged(string what, string network, ILabelledImageSource heldOut, string name)
    {
        using var classifier = new OnnxImageClassifier(network);
        ConfusionMatrix matrix = ClassifierTest.Of(classifier, heldOut);
        Figure Of(string metric, double value) =>
            new() { Metric = metric, Reference = "heldOutImages", Count = matrix.Images, Extractor = name, Value = value };
        return [Of($"{what}Accuracy", matrix.Accuracy), Of($"{what}MacroRecall", matrix.MacroRecall), Of($"{what}MacroF1", matrix.MacroF1)];
    }

    private FeatureNetworkResult Train(ILabelledImageSource images, string path, string what)
    {
        var heard = new Heard(p => line.Write((double)p.Step / p.Steps,
            FormattableString.Invariant($"training a {what}: step {p.Step} of {p.Steps}, accuracy {p.Accuracy:0.00}, {ProgressLine.Left(p.Remaining)} left")));
        return FeatureNetworkTrainer.Train(images, options, path, null, heard, cancellation);
    }

    private LabelledImageSet Kept(GeneratedImages images)
    {
        int length = images.Shape.Length, count = images.Labels.Count;
        var pixels = new byte[(long)count * length];
        for (int i = 0; i < count; i++)
        {
            if (i % 256 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                line.Count(i, count, "images");
            }

            images.Read(i, pixels.AsSpan(i * length, length));
        }

        return new LabelledImageSet(images.Origin, images.Shape, images.Classes, [.. images.Labels], pixels);
    }

    private sealed class Heard(Action<FeatureNetworkProgress> tell) : IProgress<FeatureNetworkProgress>
    {
        public void Report(FeatureNetworkProgress value) => tell(value);
    }
}
