using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    internal ColumnConcatenatingEstimator()
    {
    }

    public ColumnConcatenatingTransformer Fit(IDataView input) => throw new NotSupportedException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
