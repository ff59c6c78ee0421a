using System.Buffers.Binary;

namespace GanAugment.Fuzz.Mutation;

/// <summary>Changes that need no knowledge of a format: bits, telling numbers of every width and order, cuts, copies, exchanges.</summary>
internal static class ByteMutation
{
    private static readonly byte[] Telling = [0, 1, 2, 0x0a, 0x20, 0x22, 0x2f, 0x5c, 0x7f, 0x80, 0xc0, 0xfe, 0xff];

    /// <summary>One to four changes.</summary>
    /// <param name="right">The bytes, which stay as they are.</param>
    /// <param name="random">The stream.</param>
    /// <param name="from">The first byte to change.</param>
    /// <param name="to">Behind the last byte to change; null is the end.</param>
    public static byte[] Of(byte[] right, Random random, int from = 0, int? to = null)
    {
        List<byte> bytes = [.. right];
        for (int times = random.Next(1, 5); times > 0 && bytes.Count > from; times--)
        {
            int end = Math.Min(to ?? bytes.Count, bytes.Count);
            if (end <= from) break;
            int at = random.Next(from, end), length = Math.Min(1 << random.Next(8), bytes.Count - at);
            switch (random.Next(9))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = Telling[random.Next(Telling.Length)]; break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(random.Next(from, end), bytes.GetRange(at, length)); break;
                case 4: for (int i = 0; i < length; i++) bytes[at + i] = 0xff; break;
                case 5: for (int i = 0; i < length; i++) bytes[at + i] = 0; break;
                case 6: Number(bytes, at, random); break;
                case 7: bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), length)); break;
                default: if (random.Next(3) == 0) bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }

    private static void Number(List<byte> bytes, int at, Random random)
    {
        long value = new Dice(random).Number(random.Next(), oneIn: 1);
        Span<byte> number = stackalloc byte[8];
        int width = 1 << random.Next(1, 4);
        if (random.Next(2) == 0) BinaryPrimitives.WriteInt64LittleEndian(number, value);
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            number = number[(8 - width)..];
        }

        for (int i = 0; i < width && at + i < bytes.Count; i++) bytes[at + i] = number[i];
    }
}
