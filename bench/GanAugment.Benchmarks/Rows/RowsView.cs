using GanAugment.Sampling;
using GanAugment.Transforms;
using Microsoft.ML;

namespace GanAugment.Benchmarks.Rows;

/// <summary>A view of a few real rows and many synthetic ones.</summary>
/// <remarks>Views of a transformer are freed with it, and their files with them; a view of the data operation only with the process.</remarks>
internal sealed class RowsView(ITransformer transformer, IDataView view) : IDisposable
{
    public IDataView View => view;

    /// <param name="context">Where it is made.</param>
    /// <param name="generator">Makes the images of two classes.</param>
    /// <param name="real">Real rows.</param>
    /// <param name="synthetic">Synthetic rows.</param>
    public static RowsView Of(MLContext context, CountingGenerator generator, int real, int synthetic)
    {
        IDataView rows = context.Data.Cache(context.Data.LoadFromEnumerable(PixelRow.List(real, "a", "b")));
        var options = new BigGanAugmentationOptions { ImageColumnName = "Pixels", Generator = generator, Strategy = SamplingStrategy.Add(synthetic / 2) };
        ITransformer transformer = context.Transforms.AugmentWithBigGan(options).Fit(rows);
        return new RowsView(transformer, transformer.Transform(rows));
    }

    public void Dispose() => ((IDisposable)transformer).Dispose();
}
