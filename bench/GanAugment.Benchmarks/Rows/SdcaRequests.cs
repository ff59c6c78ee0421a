using GanAugment.Sampling;
using GanAugment.Transforms;
using Microsoft.ML;

namespace GanAugment.Benchmarks.Rows;

/// <summary>A trainer that reads its data again and again: how often it asks for images, and how often the generator is asked.</summary>
internal static class SdcaRequests
{
    private const int Synthetic = 64;

    public static (int Rows, long Asked, long Generated) Count()
    {
        var context = new MLContext(1);
        CountingGenerator generator = CountingGenerator.Of(CountingGenerator.Free);
        IDataView real = context.Data.LoadFromEnumerable(PixelRow.List(240, "a", "b"));
        var options = new BigGanAugmentationOptions { ImageColumnName = "Pixels", Generator = generator, Strategy = SamplingStrategy.Add(Synthetic / 2) };
        var counting = new CountingView(context.Data.AugmentWithBigGan(real, options), "Pixels");
        context.Transforms.Conversion.MapValueToKey("Key", "Label")
            .Append(context.MulticlassClassification.Trainers.SdcaMaximumEntropy("Key", "Pixels", maximumNumberOfIterations: 20))
            .Fit(counting);
        return (Synthetic, counting.Asked * Synthetic / (240 + Synthetic), generator.Images);
    }
}
