using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>The names that a key column records for its keys.</summary>
internal static class KeyNames
{
    private const string Annotation = "KeyValues";

    // Beyond that a list of numbers is no list of classes.
    private const ulong MostNumbers = 1 << 20;

    /// <summary>The names in key order, whatever the type of the key values.</summary>
    /// <param name="column">A key column.</param>
    /// <param name="orNumbers">Whether keys without values are named by their numbers from 0 on, as the type writes them.</param>
    /// <exception cref="OptionException">The column records none.</exception>
    public static string[] Of(DataViewSchema.Column column, bool orNumbers = false)
    {
        DataViewSchema.Column? values = column.Annotations.Schema.GetColumnOrNull(Annotation);
        if (values?.Type is not VectorDataViewType type)
        {
            if (orNumbers && column.Type is KeyDataViewType { Count: <= MostNumbers } key) return [.. Enumerable.Range(0, (int)key.Count).Select(LabelColumn.Text)];
            throw new OptionException(
                $"The classes of the label column '{column.Name}' have no names.",
                $"Its type {column.Type} comes without key values.",
                "Make keys with MapValueToKey, use the labels as they were before they became keys, or name the classes of the keys \"0\", \"1\" and so on in "
                + "ClassNames.");
        }

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
