using Microsoft.Win32.SafeHandles;

namespace GanAugment.Transforms.Rows;

/// <summary>A temporary file for what does not fit into the memory granted. It is gone when it is closed, or with the process.</summary>
internal sealed class SpoolFile : IDisposable
{
    private readonly string path;
    private readonly SafeFileHandle handle;

    public SpoolFile(string folder)
    {
        path = Path.Combine(folder, "ganaugment-" + Path.GetRandomFileName());
        try
        {
            handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotSpooled(e);
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (IOException e)
        {
            throw NotSpooled(e);
        }
    }

    public void Read(long offset, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(handle, bytes, offset);
            if (read == 0) throw new EndOfStreamException($"The temporary file '{path}' was cut short by another program.");
            offset += read;
            bytes = bytes[read..];
        }
    }

    public void Dispose() => handle.Dispose();

    private SaveException NotSpooled(Exception e) => new(
        $"The synthetic images cannot be spooled: {e.Message.TrimEnd('.')}.",
        $"The temporary file is '{path}'.",
        "Make room there, set the variable TMPDIR to another folder, or raise MemoryLimit in the options of AugmentWithBigGan.",
        e);
}
