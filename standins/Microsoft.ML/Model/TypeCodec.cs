using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

// Column types, and values of those types, in a model file.
internal static class TypeCodec
{
    private const byte PrimitiveCode = 0;
    private const byte KeyCode = 1;
    private const byte VectorCode = 2;

    // Types of other kinds (images) have no place in a file.
    public static bool CanSave(DataViewType type)
        => type switch
        {
            VectorDataViewType vector => CanSave(vector.ItemType),
            KeyDataViewType => true,
            RowIdDataViewType => false,
            _ => ColumnTypes.Primitive(type.RawType)?.Equals(type) ?? false,
        };

    public static void Write(this BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(VectorCode);
                writer.Write(vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (int size in vector.Dimensions)
                    writer.Write(size);
                break;
            case KeyDataViewType key:
                writer.Write(KeyCode);
                writer.Write(key.RawType.Name);
                writer.Write(key.Count);
                break;
            default:
                writer.Write(PrimitiveCode);
                writer.Write(type.ToString());
                break;
        }
    }

    public static DataViewType ReadType(this BinaryReader reader)
    {
        byte code = reader.ReadByte();
        if (code == VectorCode)
        {
            var item = (PrimitiveDataViewType)reader.ReadType();
            int[] dimensions = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32())];
            return new VectorDataViewType(item, dimensions);
        }

        string name = reader.ReadString();
        PrimitiveDataViewType primitive = ColumnTypes.Named(name) ?? throw Contracts.ExceptDecode($"Unknown type '{name}'");
        return code == KeyCode ? new KeyDataViewType(primitive.RawType, reader.ReadUInt64()) : primitive;
    }

    public static void WriteValue<TValue>(this BinaryWriter writer, TValue value)
    {
        switch (value)
        {
            case bool v: writer.Write(v); break;
            case sbyte v: writer.Write(v); break;
            case byte v: writer.Write(v); break;
            case short v: writer.Write(v); break;
            case ushort v: writer.Write(v); break;
            case int v: writer.Write(v); break;
            case uint v: writer.Write(v); break;
            case long v: writer.Write(v); break;
            case ulong v: writer.Write(v); break;
            case float v: writer.Write(v); break;
            case double v: writer.Write(v); break;
            case ReadOnlyMemory<char> v: writer.Write(v.ToString()); break;
            case TimeSpan v: writer.Write(v.Ticks); break;
            case DateTime v: writer.Write(v.ToBinary()); break;
            case DateTimeOffset v:
                writer.Write(v.Ticks);
                writer.Write(v.Offset.Ticks);
                break;
            default: throw Contracts.ExceptNotSupported($"Values of type {typeof(TValue)} cannot be saved");
        }
    }

    public static TValue ReadValue<TValue>(this BinaryReader reader) => (TValue)reader.ReadValue(typeof(TValue));

    private static object ReadValue(this BinaryReader reader, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => reader.ReadBoolean(),
        TypeCode.SByte => reader.ReadSByte(),
        TypeCode.Byte => reader.ReadByte(),
        TypeCode.Int16 => reader.ReadInt16(),
        TypeCode.UInt16 => reader.ReadUInt16(),
        TypeCode.Int32 => reader.ReadInt32(),
        TypeCode.UInt32 => reader.ReadUInt32(),
        TypeCode.Int64 => reader.ReadInt64(),
        TypeCode.UInt64 => reader.ReadUInt64(),
        TypeCode.Single => reader.ReadSingle(),
        TypeCode.Double => reader.ReadDouble(),
        TypeCode.DateTime => DateTime.FromBinary(reader.ReadInt64()),
        _ when type == typeof(ReadOnlyMemory<char>) => reader.ReadString().AsMemory(),
        _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(reader.ReadInt64()),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(reader.ReadInt64(), TimeSpan.FromTicks(reader.ReadInt64())),
        _ => throw Contracts.ExceptDecode($"Values of type {type} cannot be loaded"),
    };
}
