namespace SkiaSharp;

/// <summary>Values are the package's; only the formats that this replacement reads and writes are listed.</summary>
public enum SKEncodedImageFormat
{
    Jpeg = 3,
    Png = 4,
}
