using System.Text;

namespace GanAugment.Training.Import.Pickle;

/// <summary>A stretch of a file as a stream of small reads, none of which allocates more than is left of the stretch.</summary>
internal sealed class PickleBytes
{
    // The structure of a state dict takes some kilobytes, the largest known one under a megabyte; the numbers lie outside of it.
    private const long LargestPickle = 64 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FileStream file;
    private readonly byte[] buffer = new byte[1 << 14];
    private readonly long end;
    private int filled;
    private int next;

    /// <summary>Begins at a place in a file.</summary>
    /// <param name="file">The file; its position is this object's from now on.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="end">Behind the last byte.</param>
    public PickleBytes(FileStream file, long start, long end)
    {
        (this.file, this.end) = (file, Math.Min(end, start + LargestPickle));
        Position = start;
        file.Seek(start, SeekOrigin.Begin);
    }

    /// <summary>The file, for messages.</summary>
    public string Origin => file.Name;

    /// <summary>Where in the file the next byte is.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes left.</summary>
    public long Remaining => end - Position;

    /// <summary>The next byte.</summary>
    public byte Byte()
    {
        if (next == filled) Refill();
        Position++;
        return buffer[next++];
    }

    /// <summary>Little-endian unsigned number of 2 bytes.</summary>
    public int UInt16() => Byte() | Byte() << 8;

    /// <summary>Little-endian signed number of 4 bytes.</summary>
    public int Int32() => UInt16() | UInt16() << 16;

    /// <summary>Little-endian unsigned number of 4 bytes.</summary>
    public long UInt32() => (uint)Int32();

    /// <summary>Little-endian number of 8 bytes.</summary>
    public ulong UInt64() => (ulong)UInt32() | (ulong)UInt32() << 32;

    /// <summary>Big-endian double.</summary>
    public double Double()
    {
        ulong bits = 0;
        for (int i = 0; i < 8; i++) bits = bits << 8 | Byte();
        return BitConverter.UInt64BitsToDouble(bits);
    }

    /// <summary>That many bytes.</summary>
    public byte[] Bytes(ulong count)
    {
        if (count > (ulong)Remaining) throw CheckpointError.Damaged(Origin, $"a string of {count} bytes begins {Remaining} bytes before the end");
        var bytes = new byte[count];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = Byte();
        return bytes;
    }

    /// <summary>UTF-8 text of that many bytes.</summary>
    public string Text(ulong count)
    {
        try
        {
            return StrictUtf8.GetString(Bytes(count));
        }
        catch (DecoderFallbackException e)
        {
            throw CheckpointError.Damaged(Origin, "a name in it is no text", e);
        }
    }

    /// <summary>Text up to the next line feed, which is left out.</summary>
    public string Line()
    {
        const int LongestName = 256;
        var line = new StringBuilder();
        for (char c = (char)Byte(); c != '\n'; c = (char)Byte())
            if (line.Append(c).Length > LongestName) throw CheckpointError.Damaged(Origin, "a name in it has no end");
        return line.ToString();
    }

    private void Refill()
    {
        int wanted = (int)Math.Min(buffer.Length, Remaining);
        next = 0;
        try
        {
            filled = wanted <= 0 ? 0 : file.Read(buffer, 0, wanted);
        }
        catch (IOException e)
        {
            throw CheckpointError.Damaged(Origin, $"it cannot be read ({e.Message.TrimEnd('.')})", e);
        }

        if (filled == 0) throw CheckpointError.Damaged(Origin, "it ends in the middle of its table of contents");
    }
}
