using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Which of the four bytes of a pixel holds which colour.</summary>
internal static class PixelBytes
{
    private static readonly (ImagePixelExtractingEstimator.ColorBits Color, int Offset)[] _bgra =
    [
        (ImagePixelExtractingEstimator.ColorBits.Blue, 0),
        (ImagePixelExtractingEstimator.ColorBits.Green, 1),
        (ImagePixelExtractingEstimator.ColorBits.Red, 2),
        (ImagePixelExtractingEstimator.ColorBits.Alpha, 3),
    ];

    private static readonly (ImagePixelExtractingEstimator.ColorBits Color, int Offset)[] _rgba =
    [
        (ImagePixelExtractingEstimator.ColorBits.Red, 0),
        (ImagePixelExtractingEstimator.ColorBits.Green, 1),
        (ImagePixelExtractingEstimator.ColorBits.Blue, 2),
        (ImagePixelExtractingEstimator.ColorBits.Alpha, 3),
    ];

    public static (ImagePixelExtractingEstimator.ColorBits Color, int Offset)[] Of(MLPixelFormat format) => format switch
    {
        MLPixelFormat.Bgra32 => _bgra,
        MLPixelFormat.Rgba32 => _rgba,
        _ => throw new InvalidOperationException("Image pixel format is not supported"),
    };
}
