using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingEstimator : IEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator()
    {
    }

    public KeyToValueMappingTransformer Fit(IDataView input) => throw new NotSupportedException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
