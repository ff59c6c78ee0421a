namespace Microsoft.ML.Data;

// Key columns of any raw type read as unsigned numbers: 0 is missing, values count from 1.
internal static class KeyValues
{
    public static Func<ulong> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        Type raw = column.Type.RawType;
        if (raw == typeof(byte))
            return Reader<byte>(row, column, value => value);
        if (raw == typeof(ushort))
            return Reader<ushort>(row, column, value => value);
        if (raw == typeof(uint))
            return Reader<uint>(row, column, value => value);
        return Reader<ulong>(row, column, value => value);
    }

    private static Func<ulong> Reader<TRaw>(DataViewRow row, DataViewSchema.Column column, Func<TRaw, ulong> widen)
    {
        ValueGetter<TRaw> getter = row.GetGetter<TRaw>(column);
        TRaw value = default;
        return () =>
        {
            getter(ref value);
            return widen(value);
        };
    }
}
