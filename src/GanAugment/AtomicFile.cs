namespace GanAugment;

/// <summary>Writes files so that a reader sees the old content or the new, never a part of either.</summary>
public static class AtomicFile
{
    /// <summary>Writes to a temporary name in the same folder, flushes to the disk, and renames over <paramref name="path"/>.</summary>
    /// <param name="path">The file to create or replace; its folder is created when it is missing.</param>
    /// <param name="write">Writes the content. When it throws, the temporary file is removed and <paramref name="path"/> is as it was.</param>
    /// <exception cref="SaveException">The folder or the disk refused (full, read-only, no permission).</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string full = Path.GetFullPath(path);
        string temporary = $"{full}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e)
        {
            try { File.Delete(temporary); } catch (IOException) { } catch (UnauthorizedAccessException) { }
            if (e is IOException or UnauthorizedAccessException)
                throw new SaveException(
                    $"Could not save '{Path.GetFileName(full)}': {e.Message.TrimEnd('.')}.", $"The folder is '{Path.GetDirectoryName(full)}'.",
                    "Free some space or choose a folder that can be written; what was there before is untouched.", e);
            throw;
        }
    }

    /// <summary>Writes all bytes; see <see cref="Write"/>.</summary>
    public static void WriteAllBytes(string path, ReadOnlyMemory<byte> content) => Write(path, s => s.Write(content.Span));

    /// <summary>Writes all text as UTF-8 without a byte order mark; see <see cref="Write"/>.</summary>
    public static void WriteAllText(string path, string content) => WriteAllBytes(path, System.Text.Encoding.UTF8.GetBytes(content));
}
