using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>ML.NET keeps the way from a schema to its shape to itself; an estimator that is fitted is asked for it.</summary>
internal sealed class ShapeSpy : IEstimator<ITransformer>
{
    private SchemaShape? seen;

    public static SchemaShape ShapeOf(IDataView view)
    {
        var spy = new ShapeSpy();
        new EstimatorChain<ITransformer>().Append(spy).Fit(view);
        return spy.seen!;
    }

    public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => seen = inputSchema;
}
