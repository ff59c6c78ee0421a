using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>What the transforms of images check about their input columns.</summary>
internal static class ImageColumn
{
    public static SchemaShape.Column Find(IHost host, SchemaShape input, string name)
        => input.TryFindColumn(name, out var column) ? column : throw host.ExceptSchemaMismatch("inputSchema", "input", name);

    public static SchemaShape.Column FindImage(IHost host, SchemaShape input, string name)
    {
        var column = Find(host, input, name);
        if (column.ItemType is not ImageDataViewType || column.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw host.ExceptSchemaMismatch("inputSchema", "input", name, new ImageDataViewType().ToString(), column.GetTypeString());
        return column;
    }

    public static DataViewSchema.Column Find(IHost host, DataViewSchema input, string name)
        => input.GetColumnOrNull(name) ?? throw host.ExceptSchemaMismatch("inputSchema", "input", name);

    public static DataViewSchema.Column FindImage(IHost host, DataViewSchema input, string name, out ImageDataViewType type)
    {
        var column = Find(host, input, name);
        type = column.Type as ImageDataViewType ?? throw host.ExceptSchemaMismatch("inputSchema", "input", name, "image", column.Type.ToString());
        return column;
    }
}
