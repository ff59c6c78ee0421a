using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Transforms.Comparison;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace GanAugment.Transforms.Tests.Comparison;

/// <summary>Three classes of 4×4 images, a generator of them, and a classifier that trains in no time.</summary>
internal static class ComparisonScene
{
    public static readonly ImageShape Shape = new(1, 4, 4);
    public static readonly ClassMap Classes = new(["bright", "dark", "half"]);

    public static LabelledImageSet Train => Draw(30, 10, 5, seed: 1);

    public static LabelledImageSet Test => Draw(10, 10, 10, seed: 2);

    public static LabelledImageSet Validation => Draw(6, 6, 6, seed: 3);

    public static ComparisonOptions Options(IConditionalGenerator generator, params long[] seeds) =>
        new() { Generator = generator, Seeds = seeds, Validation = Validation, Arms = ComparisonArm.Short, Pictures = false };

    // Class 0 is bright, class 1 dark, class 2 bright in its upper half; all noisy.
    public static LabelledImageSet Draw(int bright, int dark, int half, int seed, int noise = 60)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Repeat(0, bright), .. Enumerable.Repeat(1, dark), .. Enumerable.Repeat(2, half)];
        byte[] pixels = [.. labels.SelectMany(c => Enumerable.Range(0, 16).Select(p => (byte)Math.Clamp(Level(c, p) + random.Next(-noise, noise), 0, 255)))];
        return new LabelledImageSet($"made with seed {seed}", Shape, Classes, labels, pixels);
    }

    public static int Level(int c, int pixel) => c switch { 0 => 180, 1 => 70, _ => pixel < 8 ? 180 : 70 };

    public static IEstimator<ITransformer> Pipeline(MLContext ml, TrainingBudget budget) => ml.Transforms.Conversion.MapValueToKey("Label")
        .Append(ml.Transforms.Concatenate("Features", AugmentationComparison.PixelColumn))
        .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            ExampleWeightColumnName = budget.ExampleWeightColumnName,
            L2Regularization = (float)budget.L2OnSummedLoss(1e-2),
            L1Regularization = 0,
            MaximumNumberOfIterations = 60,
            OptimizationTolerance = 1e-9f,
            NumberOfThreads = 1,
        }));

    /// <summary>Draws the classes of the data, or, when wrong, each as the next.</summary>
    internal sealed class BlobGenerator(string? fingerprint = null) : IConditionalGenerator
    {
        public bool Wrong { get; init; }

        public int Images { get; private set; }

        public TrainingImageIndex? TrainingImages { get; init; }

        public GeneratorManifest Manifest { get; } =
            new() { Channels = 1, Height = 4, Width = 4, LatentSize = 16, Classes = [.. ComparisonScene.Classes], DatasetFingerprint = fingerprint };

        public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
        {
            Images += count;
            for (int n = 0; n < count; n++)
            {
                int c = (y.Slice(n * 3, 3).IndexOf(1f) + (Wrong ? 1 : 0)) % 3;
                for (int p = 0; p < 16; p++) images[n * 16 + p] = Math.Clamp((Level(c, p) + 30 * z[n * 16 + p]) / 127.5f - 1, -1, 1);
            }
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Gives a new generator for every set of images, and counts.</summary>
    internal sealed class BlobTrainer : IGeneratorTrainer
    {
        public List<string> Trained { get; } = [];

        public IConditionalGenerator Train(ILabelledImageSource images, CancellationToken cancellation = default)
        {
            Trained.Add(DatasetFingerprint.Compute(images));
            return new BlobGenerator(Trained[^1]);
        }
    }
}
