using System.Runtime.InteropServices;

namespace SkiaSharp;

public class SKData : SKObject
{
    private readonly byte[] _bytes;

    internal SKData(byte[] bytes) => _bytes = bytes;

    public static SKData Empty { get; } = new([]);

    public bool IsEmpty => Size == 0;

    public long Size => _bytes.Length;

    public static SKData CreateCopy(byte[] bytes) => CreateCopy((ReadOnlySpan<byte>)bytes);

    public static SKData CreateCopy(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    public static SKData CreateCopy(IntPtr bytes, int length)
    {
        var copy = new byte[length];
        Marshal.Copy(bytes, copy, 0, length);
        return new SKData(copy);
    }

    public static SKData Create(string filename)
    {
        if (string.IsNullOrEmpty(filename))
            throw new ArgumentException("The filename cannot be empty.", nameof(filename));

        // An unreadable file is an answer, not an exception.
        try
        {
            return new SKData(File.ReadAllBytes(filename));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static SKData Create(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new SKData(copy.ToArray());
    }

    public byte[] ToArray() => AsSpan().ToArray();

    public ReadOnlySpan<byte> AsSpan() => _bytes;

    public Stream AsStream() => new MemoryStream(_bytes);

    public void SaveTo(Stream target)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Write(_bytes);
    }
}
