using Microsoft.ML.Data;

namespace Microsoft.ML;

// The input schema beside a saved model: names, types and annotations; columns whose type cannot be saved are left out.
internal static class SchemaFile
{
    public static void Write(Stream stream, DataViewSchema schema)
    {
        using var writer = new BinaryWriter(stream);
        DataViewSchema.Column[] columns = [.. schema.Where(column => TypeCodec.CanSave(column.Type))];
        writer.Write(columns.Length);
        foreach (DataViewSchema.Column column in columns)
        {
            writer.Write(column.Name);
            writer.Write(column.Type);
            DataViewSchema.Column[] kinds = [.. column.Annotations.Schema.Where(kind => TypeCodec.CanSave(kind.Type))];
            writer.Write(kinds.Length);
            foreach (DataViewSchema.Column kind in kinds)
            {
                writer.Write(kind.Name);
                writer.Write(kind.Type);
                string method = kind.Type is VectorDataViewType ? nameof(WriteVector) : nameof(WriteScalar);
                RawTypes.Invoke<object>(typeof(SchemaFile), method, [kind.Type.ItemType().RawType], writer, column.Annotations, kind.Name);
            }
        }
    }

    public static DataViewSchema Read(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        var builder = new DataViewSchema.Builder();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string name = reader.ReadString();
            DataViewType type = reader.ReadType();
            var annotations = new DataViewSchema.Annotations.Builder();
            for (int kinds = reader.ReadInt32(); kinds > 0; kinds--)
            {
                string kind = reader.ReadString();
                DataViewType kindType = reader.ReadType();
                string method = kindType is VectorDataViewType ? nameof(ReadVector) : nameof(ReadScalar);
                annotations.Add(kind, kindType, RawTypes.Invoke<Delegate>(typeof(SchemaFile), method, [kindType.ItemType().RawType], reader));
            }

            builder.AddColumn(name, type, annotations.ToAnnotations());
        }

        return builder.ToSchema();
    }

    private static object WriteScalar<TValue>(BinaryWriter writer, DataViewSchema.Annotations annotations, string kind)
    {
        TValue value = default;
        annotations.GetValue(kind, ref value);
        writer.WriteValue(value);
        return null;
    }

    private static object WriteVector<TItem>(BinaryWriter writer, DataViewSchema.Annotations annotations, string kind)
    {
        VBuffer<TItem> value = default;
        annotations.GetValue(kind, ref value);
        writer.Write(value.Length);
        foreach (TItem item in value.DenseValues())
            writer.WriteValue(item);
        return null;
    }

    private static Delegate ReadScalar<TValue>(BinaryReader reader)
    {
        TValue value = reader.ReadValue<TValue>();
        return (ValueGetter<TValue>)((ref TValue target) => target = value);
    }

    private static Delegate ReadVector<TItem>(BinaryReader reader)
    {
        var items = new TItem[reader.ReadInt32()];
        for (int i = 0; i < items.Length; i++)
            items[i] = reader.ReadValue<TItem>();
        return (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> target) => VBuffer<TItem>.Copy(items, 0, ref target, items.Length));
    }
}
