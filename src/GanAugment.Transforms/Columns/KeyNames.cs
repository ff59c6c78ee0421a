using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>The names that a key column records for its keys.</summary>
internal static class KeyNames
{
    private const string Annotation = "KeyValues";

    /// <summary>The names in key order, whatever the type of the key values.</summary>
    /// <exception cref="OptionException">The column records none.</exception>
    public static string[] Of(DataViewSchema.Column column)
    {
        DataViewSchema.Column? values = column.Annotations.Schema.GetColumnOrNull(Annotation);
        if (values?.Type is not VectorDataViewType type)
            throw new OptionException(
                $"The classes of the label column '{column.Name}' have no names.",
                $"Its type {column.Type} comes without key values.",
                "Make keys with MapValueToKey, or use the labels as they were before they became keys.");
        if (type.ItemType is TextDataViewType) return Read<ReadOnlyMemory<char>>(column);
        return Type.GetTypeCode(type.ItemType.RawType) switch
        {
            TypeCode.Boolean => Read<bool>(column),
            TypeCode.SByte => Read<sbyte>(column),
            TypeCode.Int16 => Read<short>(column),
            TypeCode.Int32 => Read<int>(column),
            TypeCode.Int64 => Read<long>(column),
            TypeCode.Byte => Read<byte>(column),
            TypeCode.UInt16 => Read<ushort>(column),
            TypeCode.UInt32 => Read<uint>(column),
            TypeCode.UInt64 => Read<ulong>(column),
            TypeCode.Single => Read<float>(column),
            TypeCode.Double => Read<double>(column),
            _ => throw new OptionException(
                $"The classes of the label column '{column.Name}' have no names.",
                $"Its key values are {type.ItemType}.",
                "Map text, numbers or booleans to keys."),
        };
    }

    private static string[] Read<T>(DataViewSchema.Column column)
    {
        VBuffer<T> values = default;
        column.Annotations.GetValue(Annotation, ref values);
        return [.. values.DenseValues().Select(value => value is ReadOnlyMemory<char> text ? text.ToString() : LabelColumn.Text(value))];
    }
}
