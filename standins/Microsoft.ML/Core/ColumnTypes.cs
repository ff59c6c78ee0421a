namespace Microsoft.ML.Data;

// Questions asked of column types everywhere.
internal static class ColumnTypes
{
    private static readonly PrimitiveDataViewType[] _primitives =
    [
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16, NumberDataViewType.Int32,
        NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64, NumberDataViewType.Single, NumberDataViewType.Double,
        TextDataViewType.Instance, BooleanDataViewType.Instance, DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance,
        TimeSpanDataViewType.Instance, RowIdDataViewType.Instance,
    ];

    public static DataViewType ItemType(this DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    // 0 for scalars and for vectors of unknown size.
    public static int VectorSize(this DataViewType type) => type is VectorDataViewType vector ? vector.Size : 0;

    // The number of values in a column: 1 for scalars, 0 for vectors of unknown size.
    public static int ValueCount(this DataViewType type) => type is VectorDataViewType vector ? vector.Size : 1;

    public static bool IsKnownSizeVector(this DataViewType type) => type is VectorDataViewType { IsKnownSize: true };

    // 0 when the type is no key.
    public static ulong KeyCount(this DataViewType type) => type is KeyDataViewType key ? key.Count : 0;

    public static bool IsCacheable(this DataViewType type) => type is PrimitiveDataViewType or VectorDataViewType;

    // The primitive type of a CLR type, or null.
    public static PrimitiveDataViewType Primitive(Type raw)
        => raw == typeof(string) ? TextDataViewType.Instance : Array.Find(_primitives, type => type.RawType == raw);

    public static PrimitiveDataViewType Named(string name)
        => Array.Find(_primitives, type => type.ToString() == name);

    public static PrimitiveDataViewType Primitive(DataKind kind) => Named(kind.ToString());
}
