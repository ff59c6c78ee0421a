using BenchmarkDotNet.Attributes;
using GanAugment.Data;
using GanAugment.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Benchmarks;

/// <summary>Time per row of one pass over a data view, plain and with as many synthetic rows again; the images are generated in the warm-up.</summary>
public class DataViewPass
{
    private const int Rows = 1000;

    private IDataView _plain = null!;
    private IDataView _augmented = null!;

    [GlobalSetup]
    public void Fit()
    {
        var context = new MLContext(seed: 1);
        var images = NoiseImages.Make(Rows);
        var rows = Enumerable.Range(0, Rows).Select(i => ToRow(images, i)).ToList();
        _plain = context.Data.LoadFromEnumerable(rows);
        var options = new BigGanAugmentationOptions
        {
            ImageColumnName = nameof(Row.Pixels),
            ModelFile = BenchmarkGenerator.Path,
            Strategy = Sampling.SamplingStrategy.Add(Rows / 10),
        };
        _augmented = context.Data.AugmentWithBigGan(_plain, options);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public float Plain() => Read(_plain);

    [Benchmark(OperationsPerInvoke = 2 * Rows)]
    public float Augmented() => Read(_augmented);

    private static float Read(IDataView view)
    {
        using var cursor = view.GetRowCursor(view.Schema);
        var getPixels = cursor.GetGetter<VBuffer<float>>(view.Schema[nameof(Row.Pixels)]);
        var getLabel = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema[nameof(Row.Label)]);
        VBuffer<float> pixels = default;
        ReadOnlyMemory<char> label = default;
        var sum = 0f;
        while (cursor.MoveNext())
        {
            getPixels(ref pixels);
            getLabel(ref label);
            sum += pixels.GetValues()[0] + label.Length;
        }
        return sum;
    }

    private static Row ToRow(LabelledImageSet images, int index)
    {
        var bytes = new byte[images.Shape.Length];
        images.Read(index, bytes);
        return new Row { Pixels = Array.ConvertAll(bytes, b => (float)b), Label = images.Classes[images.Labels[index]] };
    }

    private sealed class Row
    {
        [VectorType(28 * 28)]
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
