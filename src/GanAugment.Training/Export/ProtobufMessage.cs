using System.Text;

namespace GanAugment.Training.Export;

/// <summary>One message in the protobuf wire format, kept as pieces so that large arrays are never copied.</summary>
/// <remarks>A field is a tag (number · 8 + wire type) and its value; numbers are base-128 varints, everything else has its length in front.</remarks>
internal sealed class ProtobufMessage
{
    private const int Varint = 0, Fixed64 = 1, LengthDelimited = 2, Fixed32 = 5;

    private readonly List<ReadOnlyMemory<byte>> pieces = [];

    /// <summary>How many bytes the message takes.</summary>
    public long Length { get; private set; }

    /// <summary>A whole number.</summary>
    public void Integer(int field, long value)
    {
        Tag(field, Varint);
        Number((ulong)value);
    }

    /// <summary>A float.</summary>
    public void Real(int field, float value)
    {
        Tag(field, Fixed32);
        Add(BitConverter.GetBytes(value));
    }

    /// <summary>A double.</summary>
    public void Real(int field, double value)
    {
        Tag(field, Fixed64);
        Add(BitConverter.GetBytes(value));
    }

    /// <summary>A string.</summary>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Raw bytes; the memory is read when the message is written.</summary>
    public void Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Tag(field, LengthDelimited);
        Number((ulong)value.Length);
        Add(value);
    }

    /// <summary>A message inside this one; it must not change afterwards.</summary>
    public void Message(int field, ProtobufMessage value)
    {
        Tag(field, LengthDelimited);
        Number((ulong)value.Length);
        Append(value);
    }

    /// <summary>The fields of another message behind this one's; it must not change afterwards.</summary>
    public void Append(ProtobufMessage fields)
    {
        pieces.AddRange(fields.pieces);
        Length += fields.Length;
    }

    /// <summary>Writes all bytes.</summary>
    public void WriteTo(Stream stream)
    {
        foreach (ReadOnlyMemory<byte> piece in pieces) stream.Write(piece.Span);
    }

    private void Tag(int field, int wireType) => Number((ulong)(field << 3 | wireType));

    private void Number(ulong value)
    {
        Span<byte> digits = stackalloc byte[10];
        int count = 0;
        for (; value > 0x7f; value >>= 7) digits[count++] = (byte)(value | 0x80);
        digits[count++] = (byte)value;
        Add(digits[..count].ToArray());
    }

    private void Add(ReadOnlyMemory<byte> piece)
    {
        pieces.Add(piece);
        Length += piece.Length;
    }
}
