using System.Numerics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>How the colours of an image lie in a vector: [planes, height, width], or [height, width, planes] if interleaved.</summary>
internal sealed record PixelLayout
{
    public PixelLayout(
        ImagePixelExtractingEstimator.ColorBits colors, ImagePixelExtractingEstimator.ColorsOrder order, bool interleaved, float offset, float scale)
    {
        Colors = colors;
        Order = order;
        Interleaved = interleaved;
        Offset = offset;
        Scale = scale;
        Planes = BitOperations.PopCount((uint)(colors & ImagePixelExtractingEstimator.ColorBits.All));
        Contracts.CheckParam(Planes > 0, "colorsToExtract", "Need to use at least one color plane.");
        Contracts.CheckParam(float.IsFinite(offset), "offsetImage");
        Contracts.CheckParam(float.IsFinite(scale) && scale != 0, "scaleImage");
    }

    public ImagePixelExtractingEstimator.ColorBits Colors { get; }

    public ImagePixelExtractingEstimator.ColorsOrder Order { get; }

    public bool Interleaved { get; }

    public float Offset { get; }

    public float Scale { get; }

    public int Planes { get; }

    public bool Rescales => Offset != 0 || Scale != 1;

    public int[] Dimensions(int height, int width) => Interleaved ? [height, width, Planes] : [Planes, height, width];

    /// <summary>The plane of a colour, or −1.</summary>
    public int PlaneOf(ImagePixelExtractingEstimator.ColorBits color)
    {
        if ((Colors & color) == 0)
            return -1;

        // The names of the orders spell them.
        int plane = 0;
        foreach (char letter in Order.ToString())
        {
            var other = letter switch
            {
                'A' => ImagePixelExtractingEstimator.ColorBits.Alpha,
                'R' => ImagePixelExtractingEstimator.ColorBits.Red,
                'G' => ImagePixelExtractingEstimator.ColorBits.Green,
                _ => ImagePixelExtractingEstimator.ColorBits.Blue,
            };
            if (other == color)
                break;
            if ((Colors & other) != 0)
                plane++;
        }

        return plane;
    }

    /// <summary>Where a colour of a pixel stands in the vector: start and step from pixel to pixel.</summary>
    public (int Start, int Step) Slots(int plane, int pixels) => Interleaved ? (plane, Planes) : (plane * pixels, 1);
}
