using System.IO.Compression;

namespace GanAugment.Data.Sources;

/// <summary>A binary file, plain or gzip (told by its first bytes), read front to back; every failure becomes a <see cref="DatasetException"/> that names
/// the file.</summary>
internal sealed class PackedFile : IDisposable
{
    /// <summary>Bytes that any gzip file may unpack to, and how many times its size a larger one may. MNIST's files unpack to five times their size; only
    /// what is made to fill the memory comes near a hundred.</summary>
    private const int AlwaysUnpacked = 1 << 24, LargestRatio = 100;

    private readonly Stream stream;
    private readonly string path;
    private readonly long most;
    private long read;

    private PackedFile(Stream stream, string path, long most)
    {
        this.stream = stream;
        this.path = path;
        this.most = most;
    }

    /// <summary>Bytes that so many packed ones may become.</summary>
    public static long MostOf(long packed) => Math.Max(AlwaysUnpacked, LargestRatio * Math.Clamp(packed, 0, int.MaxValue));

    /// <summary>Opens the file and looks whether it is gzip.</summary>
    public static PackedFile Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            bool gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            long most = gzip ? MostOf(file.Length) : long.MaxValue / 2;
            return new PackedFile(gzip ? new GZipStream(file, CompressionMode.Decompress) : file, path, most);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException("A file is missing.", $"There is no '{path}'.", "Check the path, or download the file again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"A file cannot be opened: {e.Message.TrimEnd('.')}.",
                $"The file is '{path}'.", "Check that it may be read and that no other program holds it.", e);
        }
    }

    /// <summary>Reads up to <paramref name="count"/> bytes; fewer only where the content ends.</summary>
    /// <exception cref="DatasetException">It cannot be read, or unpacks to more than it may.</exception>
    public byte[] ReadUpTo(long count)
    {
        if (count > Array.MaxLength)
            throw new DatasetException($"The header promises {count} bytes, more than fits into memory.",
                $"The file is '{path}'.", "Check that the file is what its name says, or split it.");
        try
        {
            byte[] content = BoundedRead.UpTo(stream, Math.Min(count, most - read + 1));
            read += content.Length;
            return read <= most ? content
                : throw new DatasetException($"The gzip file unpacks to more than {LargestRatio} times its size, which no data set of images does.",
                    $"The file is '{path}'.", "Check where it comes from; if it is what you want, unpack it and give the unpacked file.");
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException("The gzip data is corrupt.", $"The file is '{path}'.", "Download or copy the file again.", e);
        }
        catch (IOException e)
        {
            throw new DatasetException($"A file cannot be read: {e.Message.TrimEnd('.')}.",
                $"The file is '{path}'.", "Check the disk, or copy the file again.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
