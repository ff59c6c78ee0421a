using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Sampling;
using Microsoft.ML;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>Synthetic images of one repetition, drawn as the product draws them: by AugmentWithBigGan on the real rows.</summary>
internal static class SyntheticImages
{
    private const string IsSynthetic = "IsSynthetic";

    /// <summary>Draws the images; a class's first n are the same however many are asked for.</summary>
    /// <param name="train">The real training images.</param>
    /// <param name="generator">The generator.</param>
    /// <param name="wanted">Images per class.</param>
    /// <param name="use">Truncation and filter.</param>
    /// <param name="classifier">For the filter; called only where there is one.</param>
    /// <param name="seed">The seed of the latents.</param>
    /// <param name="cancellation">Checked before every batch.</param>
    /// <returns>Per class the images' pixels [C·H·W], 0 … 1; fewer than wanted where the filter refused too many or the generator lacks the class.</returns>
    public static float[][][] Draw(
        ComparedImages train, IConditionalGenerator generator, int[] wanted, SyntheticUse use, Func<IImageClassifier> classifier, long seed,
        CancellationToken cancellation)
    {
        var ml = new MLContext(0);
        IDataView view = ml.Data.AugmentWithBigGan(train.PixelView(ml), new BigGanAugmentationOptions
        {
            ImageColumnName = AugmentationComparison.PixelColumn,
            LabelColumnName = AugmentationComparison.LabelColumn,
            Generator = generator,
            Strategy = SamplingStrategy.Custom(train.Classes.Select((name, c) => (name, wanted[c])).ToDictionary(pair => pair.name, pair => pair.Item2)),
            Truncation = use.Truncation,
            Filters = use.Filter?.Make(classifier()) ?? [],
            Seed = seed,
            ScaleImage = 1 / 255f,
            IsSyntheticColumnName = IsSynthetic,
            CancellationToken = cancellation,
        });
        var images = train.Classes.Select(_ => new List<float[]>()).ToArray();
        foreach (Drawn row in ml.Data.CreateEnumerable<Drawn>(view, reuseRowObject: false))
            if (row.IsSynthetic) images[train.Classes.IndexOf(row.Label)].Add(row.Pixels);
        return [.. images.Select(own => own.ToArray())];
    }

    // The names of the properties are those of the columns.
    private sealed class Drawn
    {
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";

        public bool IsSynthetic { get; set; }
    }
}
