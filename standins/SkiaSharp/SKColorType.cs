namespace SkiaSharp;

/// <summary>Values are the package's; only the layouts that this replacement can hold are listed, so that any other fails to compile.</summary>
public enum SKColorType
{
    Unknown = 0,
    Rgba8888 = 4,
    Rgb888x = 5,
    Bgra8888 = 6,
    Gray8 = 9,
}
