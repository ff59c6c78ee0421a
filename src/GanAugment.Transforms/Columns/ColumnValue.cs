using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Turns what a user wrote into the value that a column holds.</summary>
internal static class ColumnValue
{
    private static readonly MethodInfo VectorOf = typeof(ColumnValue).GetMethod(nameof(Vector), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The value as the column's raw type.</summary>
    /// <exception cref="OptionException">It does not convert without loss.</exception>
    public static object Of(DataViewSchema.Column column, object given)
    {
        if (column.Type is not VectorDataViewType vector) return Item(column, column.Type, given);
        if (given is string || given is not IEnumerable many) throw Wrong(column, given, $"{vector} needs an array");
        object[] items = [.. many.Cast<object>().Select(item => Item(column, vector.ItemType, item))];
        if (vector.IsKnownSize && items.Length != vector.Size) throw Wrong(column, given, $"it has {items.Length} values, {vector} has {vector.Size}");
        return VectorOf.MakeGenericMethod(vector.ItemType.RawType).Invoke(null, [items, items.Length])!;
    }

    /// <summary>What stands for a missing value.</summary>
    public static object? Missing(DataViewType type)
    {
        if (type is VectorDataViewType vector)
            return VectorOf.MakeGenericMethod(vector.ItemType.RawType).Invoke(null, [Array.Empty<object>(), vector.IsKnownSize ? vector.Size : 0]);
        if (type is KeyDataViewType) return Activator.CreateInstance(type.RawType);
        if (type.RawType == typeof(float)) return float.NaN;
        if (type.RawType == typeof(double)) return double.NaN;
        return type.RawType.IsValueType ? Activator.CreateInstance(type.RawType) : null;
    }

    private static object Item(DataViewSchema.Column column, DataViewType type, object given)
    {
        if (type is KeyDataViewType) return Key(column, given);
        if (given.GetType() == type.RawType) return given;
        if (type is TextDataViewType) return (given as string ?? LabelColumn.Text(given)).AsMemory();
        if (type is not (NumberDataViewType or BooleanDataViewType)) throw Wrong(column, given, $"{type} needs a {type.RawType.Name}");
        try
        {
            object converted = Convert.ChangeType(given, type.RawType, CultureInfo.InvariantCulture);
            // ChangeType rounds: 1.5 is no Int32. Single keeps what it can of a Double.
            bool kept = type.RawType == typeof(float) || given is string
                || Convert.ToDecimal(converted, CultureInfo.InvariantCulture) == Convert.ToDecimal(given, CultureInfo.InvariantCulture);
            return kept ? converted : throw Wrong(column, given, $"it is no {type}");
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            // A Double beyond Decimal's range is one still.
            if (type.RawType == typeof(double) && given is float or double) return Convert.ToDouble(given, CultureInfo.InvariantCulture);
            throw Wrong(column, given, $"it is no {type}");
        }
    }

    private static object Key(DataViewSchema.Column column, object given)
    {
        string[] names = KeyNames.Of(column);
        int index = Array.IndexOf(names, given as string ?? LabelColumn.Text(given));
        if (index < 0) throw Wrong(column, given, $"its keys are {string.Join(", ", names.Take(20).Select(name => $"'{name}'"))}");
        Type raw = column.Type is VectorDataViewType vector ? vector.ItemType.RawType : column.Type.RawType;
        return Convert.ChangeType(index + 1, raw, CultureInfo.InvariantCulture);
    }

    // With no items and a length it is a sparse vector of zeros.
    private static VBuffer<T> Vector<T>(object[] items, int length) =>
        items.Length == length ? new VBuffer<T>(length, [.. items.Cast<T>()]) : new VBuffer<T>(length, 0, [], []);

    private static OptionException Wrong(DataViewSchema.Column column, object given, string why) => new(
        FormattableString.Invariant($"The value '{given}' cannot stand in the column '{column.Name}': {why}."),
        "It was given in the options of AugmentWithBigGan.",
        "Give a value of the column's type, or leave the column out: it is copied from a real row then.");
}
