using GanAugment.Reporting;
using SkiaSharp;

namespace GanAugment.Data.Sources;

/// <summary>A PNG or JPEG image in memory.</summary>
internal static class EncodedImage
{
    /// <summary>Bytes of an encoded image and pixels of a side beyond which a file is no training image, but an accident or an attack.</summary>
    public const int LargestFile = 1 << 25, LargestSide = 4096;

    /// <summary>Whether a file name ends like a PNG or JPEG image and the file is not hidden.</summary>
    public static bool HasImageName(string path)
        => Path.GetFileName(path) is var name && !name.StartsWith('.') && Path.GetExtension(name).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg";

    /// <summary>The shape of an image, from its header alone: one channel when it is gray, else three.</summary>
    /// <exception cref="DatasetException">The bytes are no image, or the image is too large.</exception>
    public static ImageShape Measure(byte[] encoded, string origin)
    {
        using SKCodec codec = Open(encoded, origin);
        return ShapeOf(codec);
    }

    /// <summary>Decodes an image; a gray one is repeated in all three channels where colour is wanted, and an alpha channel is dropped.</summary>
    /// <param name="encoded">The file's bytes.</param>
    /// <param name="origin">The file, for messages.</param>
    /// <param name="shape">The shape it must have.</param>
    /// <param name="pixels">[C, H, W], 0 … 255.</param>
    /// <exception cref="DatasetException">The bytes are no image, are damaged, or the image has another shape.</exception>
    public static void Decode(byte[] encoded, string origin, ImageShape shape, Span<byte> pixels)
    {
        using SKCodec codec = Open(encoded, origin);
        ImageShape actual = ShapeOf(codec);
        if (actual.Height != shape.Height || actual.Width != shape.Width)
            throw new DatasetException($"An image has {actual.Width}×{actual.Height} pixels (width × height), but {shape.Width}×{shape.Height} are expected.",
                $"The file is '{origin}'.", "Resize the images to one size, or take this one out.");
        if (actual.Channels > shape.Channels)
            throw new DatasetException("An image is in colour, but the others are gray.", $"The file is '{origin}'.", "Make all images gray or all colour.");
        bool gray = actual.Channels == 1;
        var info = new SKImageInfo(shape.Width, shape.Height,
            gray ? SKColorType.Gray8 : SKColorType.Rgba8888, gray ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        if (codec.GetPixels(info, out byte[] decoded) != SKCodecResult.Success)
            throw new DatasetException("An image is damaged or truncated.", $"The file is '{origin}'.", "Replace it, or take it out.");
        int plane = shape.PlaneLength;
        for (int c = 0; c < shape.Channels; c++)
        {
            if (gray)
                decoded.AsSpan(0, plane).CopyTo(pixels[(c * plane)..]);
            else
                for (int i = 0; i < plane; i++) pixels[c * plane + i] = decoded[4 * i + c];
        }
    }

    private static ImageShape ShapeOf(SKCodec codec) => new(codec.Info.ColorType == SKColorType.Gray8 ? 1 : 3, codec.Info.Height, codec.Info.Width);

    private static SKCodec Open(byte[] encoded, string origin)
    {
        ImageLibrary.Require();
        // The codec keeps its own reference to the data.
        using SKData data = SKData.CreateCopy(encoded);
        SKCodec codec = SKCodec.Create(data)
            ?? throw new DatasetException("An image cannot be read: it is neither PNG nor JPEG, or damaged.",
                $"The file is '{origin}'.", "Replace it, or take it out.");
        if (codec.Info is { Width: <= LargestSide, Height: <= LargestSide }) return codec;
        string size = $"{codec.Info.Width}×{codec.Info.Height}";
        codec.Dispose();
        throw new DatasetException($"An image claims {size} pixels; {LargestSide} a side are the most.",
            $"The file is '{origin}'.", "Resize it, or take it out.");
    }
}
