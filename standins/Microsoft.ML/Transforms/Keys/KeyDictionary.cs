using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

// The values of a column numbered from 1, in order of occurrence or sorted; missing values and unknown ones are 0.
internal abstract class KeyDictionary
{
    public abstract int Count { get; }

    public abstract PrimitiveDataViewType ItemType { get; }

    public static void CheckType(DataViewSchema.Column column)
    {
        if (ColumnTypes.Primitive(column.Type.ItemType().RawType) is null || column.Type.ItemType() is KeyDataViewType)
        {
            throw Contracts.ExceptSchemaMismatch(
                "inputSchema", "input", column.Name, "standard type or a vector of standard type", column.Type.ToString());
        }
    }

    // Learns from a column of the cursor, up to the number of values given.
    public static KeyDictionary Learner(DataViewRowCursor cursor, DataViewSchema.Column column, DataViewType itemType, int maximum)
    {
        Contracts.CheckParam(
            column.Type.ItemType().Equals(itemType),
            "keyData",
            $"Input data's column must be of type '{itemType}' but was '{column.Type}'");
        return RawTypes.Invoke<KeyDictionary>(typeof(KeyDictionary), nameof(LearnerOf), [itemType.RawType], cursor, column, maximum);
    }

    public static KeyDictionary Read(BinaryReader reader)
    {
        var type = (PrimitiveDataViewType)reader.ReadType();
        return RawTypes.Invoke<KeyDictionary>(typeof(KeyDictionary), nameof(ReadOf), [type.RawType], reader, type);
    }

    public abstract void Learn();

    public abstract void Freeze(bool sorted);

    public abstract void Write(BinaryWriter writer);

    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column);

    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder annotations, bool asText);

    private static KeyDictionary LearnerOf<TValue>(DataViewRowCursor cursor, DataViewSchema.Column column, int maximum)
        => new KeyDictionary<TValue>((PrimitiveDataViewType)column.Type.ItemType(), cursor, column, maximum);

    private static KeyDictionary ReadOf<TValue>(BinaryReader reader, PrimitiveDataViewType type)
    {
        var dictionary = new KeyDictionary<TValue>(type);
        dictionary.Fill(reader);
        return dictionary;
    }
}
