using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Dependencies.Tests.Images;

/// <summary>A row with an image of two by two pixels.</summary>
internal sealed class ImageRow
{
    // Red, green, blue, alpha of the pixels from left to right, top to bottom.
    public static readonly byte[] Rgba = [10, 20, 30, 255, 40, 50, 60, 255, 70, 80, 90, 255, 100, 110, 120, 255];

    [ImageType(2, 2)]
    public MLImage? Image { get; set; }

    public static ImageRow Make() => new() { Image = MLImage.CreateFromPixels(2, 2, MLPixelFormat.Rgba32, Rgba) };
}
