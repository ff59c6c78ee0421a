using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingEstimator : IEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator()
    {
    }

    public ColumnCopyingTransformer Fit(IDataView input) => throw new NotSupportedException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
