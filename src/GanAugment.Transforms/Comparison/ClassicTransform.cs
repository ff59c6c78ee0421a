using GanAugment.Data;

namespace GanAugment.Transforms.Comparison;

/// <summary>The usual random changes of an image: shift, crop, mirror image. One draw of each for every copy.</summary>
public sealed record ClassicTransform
{
    /// <summary>The largest shift in either direction, as a share of the side.</summary><value>0.08.</value>
    public double Shift { get; init; } = 0.08;

    /// <summary>The largest share of the side that a crop takes away; what is left is enlarged to the whole.</summary><value>0.</value>
    public double Crop { get; init; }

    /// <summary>Whether half of the copies are mirrored left to right. Letters, for example, do not survive it.</summary><value>False.</value>
    public bool Flip { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"shift {100 * Shift:0.#} %")
        + (Crop > 0 ? FormattableString.Invariant($", crop {100 * Crop:0.#} %") : "") + (Flip ? ", flip" : "");

    /// <summary>Makes a copy; beyond its edge an image goes on as it ends.</summary>
    /// <param name="shape">The image's shape.</param>
    /// <param name="image">[C, H, W].</param>
    /// <param name="draws">Where the random numbers come from.</param>
    internal float[] Apply(ImageShape shape, float[] image, ref DrawStream draws)
    {
        int height = shape.Height, width = shape.Width;
        double scale = 1 - Crop * draws.Unit();
        // A crop may lie anywhere inside the image, and the shift comes on top.
        double down = Way(height, ref draws), right = Way(width, ref draws);
        bool mirrored = Flip && draws.Unit() < 0.5;
        var copy = new float[image.Length];
        for (int y = 0; y < height; y++)
        {
            double v = (height - 1) / 2.0 + (y - (height - 1) / 2.0) * scale + down;
            for (int x = 0; x < width; x++)
            {
                double u = (width - 1) / 2.0 + ((mirrored ? width - 1 - x : x) - (width - 1) / 2.0) * scale + right;
                for (int c = 0; c < shape.Channels; c++)
                    copy[c * shape.PlaneLength + y * width + x] = Between(image.AsSpan(c * shape.PlaneLength, shape.PlaneLength), v, u, height, width);
            }
        }

        return copy;

        double Way(int side, ref DrawStream from)
        {
            double shift = Shift * side * (2 * from.Unit() - 1), crop = (1 - scale) * side / 2 * (2 * from.Unit() - 1);
            // Whole pixels where nothing is enlarged: no blur.
            return Crop > 0 ? shift + crop : Math.Round(shift);
        }
    }

    private static float Between(ReadOnlySpan<float> plane, double v, double u, int height, int width)
    {
        v = Math.Clamp(v, 0, height - 1);
        u = Math.Clamp(u, 0, width - 1);
        int top = (int)v, left = (int)u, bottom = Math.Min(top + 1, height - 1), right = Math.Min(left + 1, width - 1);
        double dv = v - top, du = u - left;
        return (float)((1 - dv) * ((1 - du) * plane[top * width + left] + du * plane[top * width + right])
            + dv * ((1 - du) * plane[bottom * width + left] + du * plane[bottom * width + right]));
    }
}
