using System.Buffers.Binary;

namespace GanAugment.Fuzz.Mutation;

/// <summary>Numbers as IDX, PNG and JPEG have them.</summary>
internal static class BigEndian
{
    public static byte[] Int(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, unchecked((int)value));
        return bytes;
    }

    public static byte[] Short(long value) => [(byte)(value >> 8), (byte)value];
}
