using System.Buffers.Binary;
using System.Text;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>An ONNX file put together node by node, for forms that other programs export.</summary>
internal sealed class TinyGraph
{
    public const int Single = 1, Byte = 2, Int32 = 6, Int64 = 7;

    private readonly List<byte[]> parts = [];

    /// <summary>Dimensions of −1 are the free N.</summary>
    public TinyGraph Input(string name, int type, params int[] dimensions) => Add(11, Value(name, type, dimensions));

    public TinyGraph Output(string name, int type, params int[] dimensions) => Add(12, Value(name, type, dimensions));

    public TinyGraph Constant(string name, float[] values, params int[] dimensions)
    {
        byte[] raw = new byte[values.Length * 4];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * 4), values[i]);
        return Tensor(name, Single, raw, dimensions);
    }

    public TinyGraph Constant(string name, params long[] values)
    {
        byte[] raw = new byte[values.Length * 8];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(i * 8), values[i]);
        return Tensor(name, Int64, raw, [values.Length]);
    }

    /// <summary>Floats whose values lie in another file: data_location EXTERNAL, external_data location.</summary>
    public TinyGraph External(string name, string location, int length) =>
        Add(5, [.. Number(1, length), .. Number(2, Single), .. Text(8, name), .. Field(13, [.. Text(1, "location"), .. Text(2, location)]), .. Number(14, 1)]);

    public TinyGraph Node(string type, string[] inputs, string output) =>
        Add(1, [.. inputs.SelectMany(name => Text(1, name)), .. Text(2, output), .. Text(4, type)]);

    /// <summary>The element type of a Cast's result.</summary>
    public TinyGraph Cast(string input, string output, int type) =>
        Add(1, [.. Text(1, input), .. Text(2, output), .. Text(4, "Cast"), .. Field(5, [.. Text(1, "to"), .. Number(3, type), .. Number(20, 2)])]);

    /// <summary>An entry of the model's metadata, to be put behind a model; a part that is null is left out.</summary>
    public static byte[] Metadata(string? key, string? value) =>
        Field(14, [.. key is null ? [] : Text(1, key), .. value is null ? [] : Text(2, value)]);

    public byte[] ToModel() =>
        [.. Number(1, 8), .. Field(7, [.. parts.SelectMany(part => part), .. Text(2, "tiny")]), .. Field(8, Number(2, 17))];

    private TinyGraph Tensor(string name, int type, byte[] raw, int[] dimensions) =>
        Add(5, [.. dimensions.SelectMany(d => Number(1, d)), .. Number(2, type), .. Text(8, name), .. Field(9, raw)]);

    private TinyGraph Add(int field, byte[] content)
    {
        parts.Add(Field(field, content));
        return this;
    }

    private static byte[] Value(string name, int type, int[] dimensions)
    {
        byte[] shape = [.. dimensions.SelectMany(d => Field(1, d < 0 ? Text(2, "N") : Number(1, d)))];
        return [.. Text(1, name), .. Field(2, Field(1, [.. Number(1, type), .. Field(2, shape)]))];
    }

    private static byte[] Number(int field, long value) => [.. Varint((ulong)field << 3), .. Varint((ulong)value)];

    private static byte[] Text(int field, string value) => Field(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Field(int field, byte[] value) => [.. Varint((ulong)field << 3 | 2), .. Varint((ulong)value.Length), .. value];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 128; value >>= 7) bytes.Add((byte)(value | 128));
        return [.. bytes, (byte)value];
    }
}
