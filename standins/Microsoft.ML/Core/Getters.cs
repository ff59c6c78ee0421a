using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Getters whose value type is known only at run time.
internal static class Getters
{
    public const string FetchValueStateError = "Values cannot be fetched at this time. This method was called either before the first call to "
        + nameof(DataViewRowCursor.MoveNext) + ", or at any point after that method returned false.";

    public static ValueGetter<TValue> As<TValue>(this Delegate getter)
        => getter as ValueGetter<TValue> ?? throw InvalidType<TValue>(getter.GetType().GetGenericArguments()[0]);

    public static void CheckType<TValue>(DataViewSchema.Column column)
    {
        if (typeof(TValue) != column.Type.RawType)
            throw InvalidType<TValue>(column.Type.RawType);
    }

    public static Delegate GetGetterOf(this DataViewRow row, DataViewSchema.Column column)
        => RawTypes.Invoke<Delegate>(typeof(Getters), nameof(Of), [column.Type.RawType], row, column);

    private static Exception InvalidType<TValue>(Type expected)
        => Contracts.Except($"Invalid TValue in GetGetter: '{typeof(TValue)}', expected type: '{expected}'.");

    private static Delegate Of<TValue>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<TValue>(column);
}
