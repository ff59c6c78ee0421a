using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms.Columns;

/// <summary>Checks columns with the exceptions, parameter names and words of ML.NET itself.</summary>
internal static class ColumnCheck
{
    private const string ImageTypes = "Vector<Single>, Vector<Byte>, VarVector<Single>, VarVector<Byte>, Image or, with a SpoolFolder, String";
    private const string LabelTypes = "Text, Key, Boolean or a number";

    public static SchemaShape.Column Image(SchemaShape schema, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        SchemaShape.Column column = Find(schema, "image", options.ImageColumnName, environment);
        bool fits = !column.IsKey && IsImage(column.ItemType, column.Kind != SchemaShape.Column.VectorKind.Scalar, options);
        return fits ? column : throw Mismatch("image", column.Name, ImageTypes, Describe(column), environment);
    }

    public static void Label(SchemaShape schema, string name, CatalogEnvironment environment)
    {
        SchemaShape.Column column = Find(schema, "label", name, environment);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !(column.IsKey || LabelColumn.CanRead(column.ItemType)))
            throw Mismatch("label", name, LabelTypes, Describe(column), environment);
    }

    public static DataViewSchema.Column Image(DataViewSchema schema, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        DataViewSchema.Column column = Find(schema, "image", options.ImageColumnName, environment);
        bool fits = column.Type is VectorDataViewType vector ? IsImage(vector.ItemType, true, options) : IsImage(column.Type, false, options);
        return fits ? column : throw Mismatch("image", column.Name, ImageTypes, column.Type.ToString()!, environment);
    }

    public static DataViewSchema.Column Label(DataViewSchema schema, string name, CatalogEnvironment environment)
    {
        DataViewSchema.Column column = Find(schema, "label", name, environment);
        bool fits = column.Type is KeyDataViewType || LabelColumn.CanRead(column.Type);
        return fits ? column : throw Mismatch("label", name, LabelTypes, column.Type.ToString()!, environment);
    }

    public static Exception Mismatch(string role, string name, string expected, string actual, CatalogEnvironment environment) =>
        environment.Mark(new ArgumentOutOfRangeException("inputSchema", $"Schema mismatch for {role} column '{name}': expected {expected}, got {actual}"));

    private static bool IsImage(DataViewType item, bool isVector, BigGanAugmentationOptions options) => isVector
        ? item.Equals(NumberDataViewType.Single) || item.Equals(NumberDataViewType.Byte)
        : item is ImageDataViewType || (item is TextDataViewType && options.SpoolFolder is not null);

    private static SchemaShape.Column Find(SchemaShape schema, string role, string name, CatalogEnvironment environment)
    {
        foreach (SchemaShape.Column column in schema)
            if (column.Name == name) return column;
        throw Missing(role, name, environment);
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, string role, string name, CatalogEnvironment environment) =>
        schema.GetColumnOrNull(name) ?? throw Missing(role, name, environment);

    private static Exception Missing(string role, string name, CatalogEnvironment environment) =>
        environment.Mark(new ArgumentOutOfRangeException("inputSchema", $"Could not find {role} column '{name}'"));

    private static string Describe(SchemaShape.Column column)
    {
        string item = column.IsKey ? $"Key<{column.ItemType}>" : column.ItemType.ToString()!;
        return column.Kind switch
        {
            SchemaShape.Column.VectorKind.Vector => $"Vector<{item}>",
            SchemaShape.Column.VectorKind.VariableVector => $"VarVector<{item}>",
            _ => item,
        };
    }
}
