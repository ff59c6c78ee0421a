using System.IO.Compression;

namespace GanAugment.Data.Sources;

/// <summary>A binary file, plain or gzip (told by its first bytes), read front to back; every failure becomes a <see cref="DatasetException"/> that names
/// the file.</summary>
internal sealed class PackedFile : IDisposable
{
    private readonly Stream stream;
    private readonly string path;

    private PackedFile(Stream stream, string path)
    {
        this.stream = stream;
        this.path = path;
    }

    /// <summary>Opens the file and looks whether it is gzip.</summary>
    public static PackedFile Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            bool gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return new PackedFile(gzip ? new GZipStream(file, CompressionMode.Decompress) : file, path);
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
    public byte[] ReadUpTo(long count)
    {
        if (count > Array.MaxLength)
            throw new DatasetException($"The header promises {count} bytes, more than fits into memory.",
                $"The file is '{path}'.", "Check that the file is what its name says, or split it.");
        try
        {
            return BoundedRead.UpTo(stream, count);
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
