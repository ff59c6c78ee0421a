using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingTransformer : RowToRowTransformerBase
{
}
