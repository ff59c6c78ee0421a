using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    internal ValueToKeyMappingEstimator()
    {
    }

    public ValueToKeyMappingTransformer Fit(IDataView input) => throw new NotSupportedException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
