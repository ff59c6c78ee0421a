using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    internal NormalizingEstimator()
    {
    }

    public NormalizingTransformer Fit(IDataView input) => throw new NotSupportedException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
