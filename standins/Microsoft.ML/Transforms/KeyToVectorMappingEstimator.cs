using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class KeyToVectorMappingEstimator : IEstimator<KeyToVectorMappingTransformer>
{
    internal KeyToVectorMappingEstimator()
    {
    }

    public KeyToVectorMappingTransformer Fit(IDataView input) => throw new NotSupportedException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
