using System.Buffers.Binary;
using System.Text;

namespace SkiaSharp;

/// <summary>Length, type, data and checksum of one chunk; the last of a cut file may be shorter than it says.</summary>
internal readonly ref struct PngChunk
{
    private readonly ReadOnlySpan<byte> _type;

    private PngChunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, bool complete, bool intact)
    {
        _type = type;
        Data = data;
        IsComplete = complete;
        IsIntact = intact;
    }

    public ReadOnlySpan<byte> Data { get; }

    public bool IsComplete { get; }

    public bool IsIntact { get; }

    // Upper case first letter.
    public bool IsCritical => (_type[0] & 0x20) == 0;

    public bool Is(string type) => Encoding.ASCII.GetString(_type) == type;

    public static bool TryRead(ref ReadOnlySpan<byte> rest, out PngChunk chunk)
    {
        chunk = default;
        if (rest.Length < 8)
            return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        var type = rest.Slice(4, 4);
        if (rest.Length - 12L < length)
        {
            chunk = new PngChunk(type, rest[8..(int)Math.Min(rest.Length, 8L + length)], complete: false, intact: false);
            rest = [];
            return true;
        }
        var data = rest.Slice(8, (int)length);
        var stored = BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]);
        chunk = new PngChunk(type, data, complete: true, PngChecksum.Of(type, data) == stored);
        rest = rest[(12 + (int)length)..];
        return true;
    }
}
