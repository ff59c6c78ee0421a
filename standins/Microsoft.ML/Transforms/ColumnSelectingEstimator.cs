using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingEstimator : IEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator()
    {
    }

    public ColumnSelectingTransformer Fit(IDataView input) => throw new NotSupportedException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
