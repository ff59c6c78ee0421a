using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ExpressionEstimator : IEstimator<ExpressionTransformer>
{
    internal ExpressionEstimator()
    {
    }

    public ExpressionTransformer Fit(IDataView input) => throw new NotSupportedException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
