namespace GanAugment.Data.Sources;

/// <summary>Reads as much of a stream as really arrives: what a header claims is a limit, never a size to allocate.</summary>
internal static class BoundedRead
{
    private const int FirstChunk = 1 << 16;

    /// <summary>Reads up to <paramref name="limit"/> bytes; fewer only where the stream ends.</summary>
    public static byte[] UpTo(Stream stream, long limit)
    {
        var buffer = new byte[Math.Min(limit, FirstChunk)];
        int length = 0;
        while (length < limit)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(limit, 2L * buffer.Length));
            int read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0) break;
            length += read;
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }

    /// <summary>The text of a file in UTF-8, or in UTF-16 or UTF-32 where its first bytes say so.</summary>
    /// <exception cref="IOException">It cannot be read, or has more than <paramref name="limit"/> bytes.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Text(string path, int limit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        byte[] bytes = UpTo(file, limit + 1L);
        if (bytes.Length > limit) throw new IOException($"it has more than {limit} bytes");
        using var reader = new StreamReader(new MemoryStream(bytes));
        return reader.ReadToEnd();
    }
}
