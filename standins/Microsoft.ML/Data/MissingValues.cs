namespace Microsoft.ML.Data;

internal static class MissingValues
{
    public static bool Exist(DataViewType itemType)
        => itemType is KeyDataViewType || itemType == NumberDataViewType.Single || itemType == NumberDataViewType.Double;

    // Tells of the current row whether the column, or an item of its vector, is missing.
    public static Func<bool> Test(DataViewRow row, DataViewSchema.Column column)
    {
        DataViewType item = column.Type.ItemType();
        if (item == NumberDataViewType.Single)
            return Test<float>(row, column, float.IsNaN);
        if (item == NumberDataViewType.Double)
            return Test<double>(row, column, double.IsNaN);
        if (item.RawType == typeof(byte))
            return Test<byte>(row, column, value => value == 0);
        if (item.RawType == typeof(ushort))
            return Test<ushort>(row, column, value => value == 0);
        if (item.RawType == typeof(uint))
            return Test<uint>(row, column, value => value == 0);
        return Test<ulong>(row, column, value => value == 0);
    }

    private static Func<bool> Test<T>(DataViewRow row, DataViewSchema.Column column, Predicate<T> isMissing)
    {
        if (column.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> buffer = default;
            return () =>
            {
                getter(ref buffer);
                // Items that are not stored are default(T), which is missing for keys.
                if (!buffer.IsDense && isMissing(default))
                    return true;
                foreach (T value in buffer.GetValues())
                {
                    if (isMissing(value))
                        return true;
                }

                return false;
            };
        }

        ValueGetter<T> scalar = row.GetGetter<T>(column);
        T current = default;
        return () =>
        {
            scalar(ref current);
            return isMissing(current);
        };
    }
}
