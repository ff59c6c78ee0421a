using System.Buffers.Binary;
using System.Numerics;

namespace GanAugment.Training.Watch;

/// <summary>The frame around every event of a TensorBoard file (TFRecord): length, checksum of the length, content, checksum of the content.</summary>
internal static class EventRecord
{
    private const int Before = 12, After = 4;

    // No event of ours comes near it; a damaged length must not be taken for an allocation.
    private const long Longest = 1L << 30;

    /// <summary>Frames a content.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> content)
    {
        var record = new byte[Before + content.Length + After];
        BinaryPrimitives.WriteInt64LittleEndian(record, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Checksum(record.AsSpan(0, 8)));
        content.CopyTo(record.AsSpan(Before));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(Before + content.Length), Checksum(content));
        return record;
    }

    /// <summary>The records of a file, up to the first that is damaged or cut short, each with the position behind it.</summary>
    public static IEnumerable<(byte[] Content, long End)> Read(Stream stream)
    {
        var head = new byte[Before];
        while (stream.ReadAtLeast(head, Before, throwOnEndOfStream: false) == Before)
        {
            long length = BinaryPrimitives.ReadInt64LittleEndian(head);
            if (Checksum(head.AsSpan(0, 8)) != BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(8)) || length is < 0 or > Longest
                || length > stream.Length - stream.Position - After) yield break;
            var rest = new byte[length + After];
            if (stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) < rest.Length) yield break;
            byte[] content = rest[..(int)length];
            if (Checksum(content) != BinaryPrimitives.ReadUInt32LittleEndian(rest.AsSpan((int)length))) yield break;
            yield return (content, stream.Position);
        }
    }

    /// <summary>CRC-32C, rotated and shifted by a constant: the format's, for checksums that are themselves inside of checksummed data.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> data) => unchecked(BitOperations.RotateRight(Crc32C(data), 15) + 0xA282EAD8);

    /// <summary>CRC-32C (Castagnoli).</summary>
    internal static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        for (; data.Length >= 8; data = data[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (byte b in data) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
