using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GanAugment.Data;

/// <summary>Names an image by its content: two images of one name are equal, pixel for pixel, but for a chance of 2⁻⁶⁴.</summary>
public static class ImageHash
{
    /// <summary>The first 64 bits of SHA-256 over shape and pixels. Labels do not count: the same image under another label is the same image.</summary>
    /// <param name="shape">The image's shape.</param>
    /// <param name="pixels">[C, H, W], 0 … 255.</param>
    public static ulong Of(ImageShape shape, ReadOnlySpan<byte> pixels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, shape.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], shape.Height);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[8..], shape.Width);
        hash.AppendData(numbers);
        hash.AppendData(pixels[..shape.Length]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    /// <summary>The names of all images of a data set, in its order. Reads every image.</summary>
    /// <param name="source">The images.</param>
    public static ulong[] OfAll(ILabelledImageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var pixels = new byte[source.Shape.Length];
        var names = new ulong[source.Labels.Count];
        for (int i = 0; i < names.Length; i++)
        {
            source.Read(i, pixels);
            names[i] = Of(source.Shape, pixels);
        }

        return names;
    }
}
