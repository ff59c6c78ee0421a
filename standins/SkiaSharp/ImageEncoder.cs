namespace SkiaSharp;

internal static class ImageEncoder
{
    /// <summary>The encoded file, or null for pixels or formats that cannot be written.</summary>
    public static SKData Encode(SKImageInfo info, ReadOnlySpan<byte> pixels, SKEncodedImageFormat format, int quality) => format switch
    {
        _ when info.IsEmpty => null,
        SKEncodedImageFormat.Png => new SKData(PngEncoder.Encode(info, pixels)),
        SKEncodedImageFormat.Jpeg => new SKData(TurboJpeg.Compress(info, pixels, quality)),
        _ => null,
    };
}
