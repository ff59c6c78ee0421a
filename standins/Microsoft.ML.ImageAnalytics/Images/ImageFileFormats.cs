using SkiaSharp;

namespace Microsoft.ML.Data;

/// <summary>Image formats by the ending of a file name.</summary>
internal static class ImageFileFormats
{
    private static readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase)
    {
        ".bmp", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".astc", ".avif", ".dng", ".heif", ".ktx", ".pkm", ".wbmp", ".webp",
    };

    private static readonly Dictionary<string, SKEncodedImageFormat> _writable = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = SKEncodedImageFormat.Png,
        [".jpg"] = SKEncodedImageFormat.Jpeg,
        [".jpeg"] = SKEncodedImageFormat.Jpeg,
    };

    public static bool IsKnown(string extension) => extension is not null && _known.Contains(extension);

    public static bool TryGet(string extension, out SKEncodedImageFormat format) => _writable.TryGetValue(extension, out format);
}
