using System.Globalization;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>The column of the classes: names them by the text of their labels, and labels synthetic rows.</summary>
internal abstract class LabelColumn
{
    private static readonly DataViewType[] Readable =
    [
        TextDataViewType.Instance, BooleanDataViewType.Instance,
        NumberDataViewType.SByte, NumberDataViewType.Int16, NumberDataViewType.Int32, NumberDataViewType.Int64,
        NumberDataViewType.Byte, NumberDataViewType.UInt16, NumberDataViewType.UInt32, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double,
    ];

    protected LabelColumn(DataViewSchema.Column column) => Column = column;

    /// <summary>The column.</summary>
    public DataViewSchema.Column Column { get; }

    public static bool CanRead(DataViewType type) => Readable.Any(type.Equals);

    /// <param name="schema">The schema of the data.</param>
    /// <param name="name">The column.</param>
    /// <param name="environment">Marks exceptions.</param>
    /// <param name="orNumbers">Whether keys without names are named by their numbers.</param>
    public static LabelColumn Of(DataViewSchema schema, string name, CatalogEnvironment environment, bool orNumbers = false)
    {
        DataViewSchema.Column column = ColumnCheck.Label(schema, name, environment);
        bool key = column.Type is KeyDataViewType;
        string[]? keys = key ? KeyNames.Of(column, orNumbers) : null;
        return Type.GetTypeCode(column.Type.RawType) switch
        {
            TypeCode.Boolean => new Typed<bool>(column, Text),
            TypeCode.SByte => new Typed<sbyte>(column, Text),
            TypeCode.Int16 => new Typed<short>(column, Text),
            TypeCode.Int32 => new Typed<int>(column, Text),
            TypeCode.Int64 => new Typed<long>(column, Text),
            TypeCode.Byte => new Typed<byte>(column, key ? value => Key(keys!, value) : Text, keys),
            TypeCode.UInt16 => new Typed<ushort>(column, key ? value => Key(keys!, value) : Text, keys),
            TypeCode.UInt32 => new Typed<uint>(column, key ? value => Key(keys!, value) : Text, keys),
            TypeCode.UInt64 => new Typed<ulong>(column, key ? value => Key(keys!, value) : Text, keys),
            TypeCode.Single => new Typed<float>(column, value => float.IsNaN(value) ? null : Text(value)),
            TypeCode.Double => new Typed<double>(column, value => double.IsNaN(value) ? null : Text(value)),
            _ => new Typed<ReadOnlyMemory<char>>(column, value => value.IsEmpty ? null : value.ToString()),
        };
    }

    /// <summary>Reads the class names of a cursor's rows; null where the label is missing.</summary>
    public abstract Func<string?> Open(DataViewRow row);

    /// <summary>Makes the label of a class that was not met in reading.</summary>
    /// <returns>False where the column's type has no such value, or its keys are made and none is of that name.</returns>
    public abstract bool CanMake(string className);

    /// <summary>The column with labels for synthetic rows, whose classes were all met in reading or made.</summary>
    public abstract SyntheticColumn Fill(SyntheticRows rows);

    /// <summary>The text of a value, whatever the culture; booleans are True and False.</summary>
    internal static string Text<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    // Keys count from 1; 0 is missing.
    private static string? Key(string[] names, ulong value) => value == 0 || value > (ulong)names.Length ? null : names[value - 1];

    private sealed class Typed<T>(DataViewSchema.Column column, Func<T, string?> nameOf, string[]? keys = null) : LabelColumn(column)
    {
        // One value for each class met. Two values of one text (0.0 and -0.0) are one class.
        private readonly Dictionary<string, T> values = new(StringComparer.Ordinal);

        public override Func<string?> Open(DataViewRow row)
        {
            ValueGetter<T> get = row.GetGetter<T>(row.Schema[Column.Index]);
            T value = default!;
            return () =>
            {
                get(ref value);
                string? name = nameOf(value);
                // The text of a label points into the reader's buffer: keep a copy.
                if (name is not null && !values.ContainsKey(name)) values.Add(name, value is ReadOnlyMemory<char> ? (T)(object)name.AsMemory() : value);
                return name;
            };
        }

        public override bool CanMake(string className)
        {
            if (values.ContainsKey(className)) return true;
            if (Value(className) is not { } made || nameOf((T)made) != className) return false;
            values.Add(className, (T)made);
            return true;
        }

        private object? Value(string className)
        {
            if (typeof(T) == typeof(ReadOnlyMemory<char>)) return className.AsMemory();
            try
            {
                if (keys is null) return Convert.ChangeType(className, typeof(T), CultureInfo.InvariantCulture);
                int key = Array.IndexOf(keys, className);
                return key < 0 ? null : Convert.ChangeType(key + 1, typeof(T), CultureInfo.InvariantCulture);
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                return null;
            }
        }

        public override SyntheticColumn Fill(SyntheticRows rows) => new Filled<T>(Column.Index, rows, [.. rows.Plan.Select(quota => values[quota.ClassName])]);
    }

    private sealed class Filled<T>(int index, SyntheticRows rows, T[] values) : SyntheticColumn<T>(index)
    {
        protected override SyntheticGetter<T> Open() => (int row, ref T value) => value = values[rows.ClassOf(row)];
    }
}
