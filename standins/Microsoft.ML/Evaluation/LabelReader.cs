namespace Microsoft.ML.Data;

/// <summary>Reads labels as class numbers from zero; NaN where missing.</summary>
internal static class LabelReader
{
    public static Func<float> Open(DataViewRow row, DataViewSchema.Column label)
    {
        if (label.Type is not KeyDataViewType)
            return Read<float>(row, label, value => value);
        if (label.Type.RawType == typeof(byte))
            return Read<byte>(row, label, key => Class(key));
        if (label.Type.RawType == typeof(ushort))
            return Read<ushort>(row, label, key => Class(key));
        return label.Type.RawType == typeof(uint) ? Read<uint>(row, label, key => Class(key)) : Read<ulong>(row, label, Class);
    }

    private static Func<float> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> convert)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return convert(value);
        };
    }

    private static float Class(ulong key) => key == 0 ? float.NaN : key - 1;
}
