using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

// Columns of shapes that estimators need, and annotations that they promise.
internal static class ShapeColumns
{
    public static readonly SchemaShape.Column IsNormalized
        = new(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false);

    public static readonly SchemaShape.Column SlotNames
        = new(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false);

    public static SchemaShape.Column Find(this SchemaShape inputSchema, string name)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.TryFindColumn(name, out SchemaShape.Column column)
            ? column
            : throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
    }

    public static bool HasSlotNames(this SchemaShape.Column column)
        => column.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out SchemaShape.Column names)
            && names.Kind == SchemaShape.Column.VectorKind.Vector
            && names.ItemType is TextDataViewType;

    public static bool IsNormalizedColumn(this SchemaShape.Column column)
        => column.Annotations.TryFindColumn(AnnotationKinds.IsNormalized, out SchemaShape.Column normalized)
            && normalized.Kind == SchemaShape.Column.VectorKind.Scalar
            && normalized.ItemType is BooleanDataViewType;

    // The annotations of these kinds that the column has.
    public static SchemaShape Only(this SchemaShape annotations, params string[] kinds)
        => new(annotations.Where(column => kinds.Contains(column.Name)));
}
