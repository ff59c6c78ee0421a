using System.Buffers.Binary;
using System.Text;

namespace GanAugment.Training.Import;

/// <summary>The table of contents of a zip archive whose files lie in it uncompressed, as PyTorch writes them.</summary>
/// <remarks>Field positions are those of PKWARE's APPNOTE 6.3. What the archive claims is held against what it has before anything is allocated or read; names
/// are compared and never used as paths.</remarks>
internal sealed class ZipDirectory
{
    private const uint LocalHeader = 0x04034b50, CentralHeader = 0x02014b50, End = 0x06054b50, End64 = 0x06064b50, Locator64 = 0x07064b50;
    private const int LocalLength = 30, CentralLength = 46, EndLength = 22, End64Length = 56, LocatorLength = 20, LongestComment = ushort.MaxValue;

    // A thousand tensors take some hundred kilobytes.
    private const long LargestDirectory = 64 << 20;

    private readonly FileStream file;
    private readonly Dictionary<string, ZipEntry> entries = new(StringComparer.Ordinal);

    private ZipDirectory(FileStream file) => this.file = file;

    /// <summary>How such a file begins.</summary>
    public static ReadOnlySpan<byte> Signature => "PK\u0003\u0004"u8;

    /// <summary>Reads the table of contents.</summary>
    /// <exception cref="GeneratorException">It is damaged, or the archive is compressed or encrypted.</exception>
    public static IReadOnlyDictionary<string, ZipEntry> Read(FileStream file)
    {
        var directory = new ZipDirectory(file);
        var (start, length, count) = directory.FindCentral();
        directory.ReadCentral(start, length, count);
        return directory.entries;
    }

    private (long Start, long Length, long Count) FindCentral()
    {
        long from = Math.Max(0, file.Length - EndLength - LongestComment);
        byte[] tail = At(from, file.Length - from);
        for (int at = tail.Length - EndLength; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at);
            if (UInt32(end) != End || UInt16(end[20..]) != end.Length - EndLength) continue;
            long count = UInt16(end[10..]), length = UInt32(end[12..]), start = UInt32(end[16..]);
            return count == ushort.MaxValue || length == uint.MaxValue || start == uint.MaxValue ? FindCentral64(from + at) : Checked(start, length, count);
        }

        throw CheckpointError.Damaged(file.Name, "it is an archive without an end");
    }

    private (long Start, long Length, long Count) FindCentral64(long end)
    {
        byte[] locator = At(end - LocatorLength, LocatorLength);
        if (UInt32(locator) != Locator64) throw CheckpointError.Damaged(file.Name, "the end of the archive does not say where its table of contents is");
        byte[] end64 = At(Int64(locator.AsSpan(8)), End64Length);
        if (UInt32(end64) != End64) throw CheckpointError.Damaged(file.Name, "the end of the archive does not say where its table of contents is");
        return Checked(Int64(end64.AsSpan(48)), Int64(end64.AsSpan(40)), Int64(end64.AsSpan(32)));
    }

    private (long Start, long Length, long Count) Checked(long start, long length, long count)
    {
        bool fits = start >= 0 && length >= 0 && length <= LargestDirectory && start <= file.Length - length && count >= 0 && count <= length / CentralLength;
        return fits ? (start, length, count)
            : throw CheckpointError.Damaged(file.Name, $"the archive claims {count} files in a table of contents of {length} bytes at {start}");
    }

    private void ReadCentral(long start, long length, long count)
    {
        ReadOnlySpan<byte> rest = At(start, length);
        for (long i = 0; i < count; i++)
        {
            if (rest.Length < CentralLength || UInt32(rest) != CentralHeader) throw Broken();
            int nameLength = UInt16(rest[28..]), extraLength = UInt16(rest[30..]), commentLength = UInt16(rest[32..]);
            if (rest.Length < CentralLength + nameLength + extraLength + commentLength) throw Broken();
            ReadOnlySpan<byte> name = rest.Slice(CentralLength, nameLength), extra = rest.Slice(CentralLength + nameLength, extraLength);
            if ((UInt16(rest[8..]) & 1) != 0 || UInt16(rest[10..]) != 0)
                throw CheckpointError.Refused(file.Name, "a compressed or encrypted file");
            var (packed, unpacked, header) = Sizes(rest, extra);
            string text = Encoding.UTF8.GetString(name);
            if (packed != unpacked || !entries.TryAdd(text, new ZipEntry(text, Content(header, name, unpacked, start), unpacked))) throw Broken();
            rest = rest[(CentralLength + nameLength + extraLength + commentLength)..];
        }
    }

    // A size of 32 ones stands in the extra field of kind 1 with 64 bits, in this order.
    private (long Packed, long Unpacked, long Header) Sizes(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra)
    {
        long packed = UInt32(entry[20..]), unpacked = UInt32(entry[24..]), header = UInt32(entry[42..]);
        while (extra.Length >= 4 && UInt16(extra) != 1) extra = extra[Math.Min(extra.Length, 4 + UInt16(extra[2..]))..];
        ReadOnlySpan<byte> wide = extra.Length < 4 ? [] : extra[4..Math.Min(extra.Length, 4 + UInt16(extra[2..]))];
        return (Wide(packed, unpacked == uint.MaxValue ? 8 : 0, wide), Wide(unpacked, 0, wide),
            Wide(header, (unpacked == uint.MaxValue ? 8 : 0) + (packed == uint.MaxValue ? 8 : 0), wide));
    }

    private long Wide(long narrow, int at, ReadOnlySpan<byte> wide) =>
        narrow != uint.MaxValue ? narrow : wide.Length >= at + 8 ? Int64(wide[at..]) : throw Broken();

    // The content lies behind a header of its own, which repeats the name.
    private long Content(long header, ReadOnlySpan<byte> name, long length, long end)
    {
        byte[] local = At(header, LocalLength);
        if (UInt32(local) != LocalHeader || UInt16(local.AsSpan(26)) != name.Length || !At(header + LocalLength, name.Length).AsSpan().SequenceEqual(name))
            throw Broken();
        long content = header + LocalLength + name.Length + UInt16(local.AsSpan(28));
        return length >= 0 && content <= end - length ? content
            : throw CheckpointError.Damaged(file.Name, $"a file in the archive claims {length} bytes, which it does not have");
    }

    private byte[] At(long position, long length)
    {
        if (position < 0 || length < 0 || position > file.Length - length) throw Broken();
        var bytes = new byte[length];
        try
        {
            file.Seek(position, SeekOrigin.Begin);
            file.ReadExactly(bytes);
        }
        catch (IOException e)
        {
            throw CheckpointError.Damaged(file.Name, $"it cannot be read ({e.Message.TrimEnd('.')})", e);
        }

        return bytes;
    }

    private GeneratorException Broken() => CheckpointError.Damaged(file.Name, "the archive's table of contents does not fit the archive");

    private static int UInt16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static long Int64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
