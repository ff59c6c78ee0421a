using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingEstimator : IEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator()
    {
    }

    public TypeConvertingTransformer Fit(IDataView input) => throw new NotSupportedException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
