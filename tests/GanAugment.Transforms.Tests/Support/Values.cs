using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>Reads columns of any type as text that shows every bit of the values.</summary>
internal static class Values
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static int Rows(IDataView view)
    {
        int rows = 0;
        using DataViewRowCursor cursor = view.GetRowCursor([]);
        while (cursor.MoveNext()) rows++;
        return rows;
    }

    public static List<string> Of(IDataView view, string column, Random? rand = null)
    {
        var values = new List<string>();
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema[column]], rand);
        Func<string> read = Open(cursor, view.Schema[column]);
        while (cursor.MoveNext()) values.Add(read());
        return values;
    }

    public static List<VBuffer<T>> Vectors<T>(IDataView view, string column)
    {
        var values = new List<VBuffer<T>>();
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema[column]]);
        ValueGetter<VBuffer<T>> get = cursor.GetGetter<VBuffer<T>>(view.Schema[column]);
        while (cursor.MoveNext())
        {
            VBuffer<T> value = default;
            get(ref value);
            values.Add(value);
        }

        return values;
    }

    /// <summary>Whether each row, in order, is synthetic.</summary>
    public static List<bool> Synthetic(IDataView augmented, IDataView real)
    {
        HashSet<DataViewRowId> ids = [.. Ids(real).Select(id => id.Combine(new DataViewRowId(0, 0)))];
        return [.. Ids(augmented).Select(id => !ids.Contains(id))];
    }

    public static List<DataViewRowId> Ids(IDataView view, Random? rand = null)
    {
        var ids = new List<DataViewRowId>();
        using DataViewRowCursor cursor = view.GetRowCursor([], rand);
        ValueGetter<DataViewRowId> get = cursor.GetIdGetter();
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            get(ref id);
            ids.Add(id);
        }

        return ids;
    }

    public static Func<string> Open(DataViewRow row, DataViewSchema.Column column)
    {
        Type type = column.Type.RawType;
        if (type == typeof(ReadOnlyMemory<char>)) return Read<ReadOnlyMemory<char>>(v => v.ToString());
        if (type == typeof(VBuffer<float>)) return Read<VBuffer<float>>(v => string.Join(" ", v.DenseValues().Select(x => x.ToString("R", Invariant))));
        if (type == typeof(VBuffer<byte>)) return Read<VBuffer<byte>>(v => string.Join(" ", v.DenseValues()));
        if (type == typeof(MLImage)) return Read<MLImage>(v => $"{v.Width}×{v.Height} {v.PixelFormat} {Convert.ToHexString(v.Pixels)}");
        if (type == typeof(float)) return Read<float>(v => v.ToString("R", Invariant));
        if (type == typeof(double)) return Read<double>(v => v.ToString("R", Invariant));
        if (type == typeof(bool)) return Read<bool>(v => v.ToString());
        if (type == typeof(int)) return Read<int>(v => v.ToString(Invariant));
        if (type == typeof(uint)) return Read<uint>(v => v.ToString(Invariant));
        throw new NotSupportedException(type.ToString());

        Func<string> Read<T>(Func<T, string> text)
        {
            ValueGetter<T> get = row.GetGetter<T>(column);
            T value = default!;
            return () =>
            {
                get(ref value);
                return text(value);
            };
        }
    }
}
