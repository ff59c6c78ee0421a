using GanAugment.Generation;

namespace GanAugment.Data;

/// <summary>The images of another source, each shifted by a few pixels in a direction of its own; the edge goes on where nothing comes in.</summary>
/// <remarks>For judging a classifier on images that differ from its training images in a known way.</remarks>
public sealed class ShiftedImages : ILabelledImageSource
{
    private readonly ILabelledImageSource source;
    private readonly int pixels;
    private readonly long seed;

    /// <summary>Wraps a source; nothing is copied.</summary>
    /// <param name="source">The images.</param>
    /// <param name="pixels">The largest shift in either direction, at least 1; every image gets the largest in one of them.</param>
    /// <param name="seed">Chooses directions.</param>
    /// <exception cref="OptionException">The shift is below 1, or leaves nothing of an image.</exception>
    public ShiftedImages(ILabelledImageSource source, int pixels, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (pixels < 1 || pixels >= Math.Min(source.Shape.Height, source.Shape.Width))
            throw new OptionException($"Images of {source.Shape} cannot be shifted by {pixels} pixels.", "The shift was given by the caller.",
                "Give 1 or more, less than an image's side.");
        (this.source, this.pixels, this.seed) = (source, pixels, seed);
    }

    /// <inheritdoc/>
    public string Origin => $"{source.Origin}, shifted by up to {pixels} pixels";

    /// <inheritdoc/>
    public ImageShape Shape => source.Shape;

    /// <inheritdoc/>
    public ClassMap Classes => source.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels => source.Labels;

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels)
    {
        var original = new byte[Shape.Length];
        source.Read(index, original);
        Span<float> normals = stackalloc float[2];
        new LatentStream(seed).Fill(0, index, normals);
        // A point on the square round the origin.
        float largest = Math.Max(Math.Max(Math.Abs(normals[0]), Math.Abs(normals[1])), float.Epsilon);
        int down = (int)MathF.Round(this.pixels * normals[0] / largest), right = (int)MathF.Round(this.pixels * normals[1] / largest);
        int height = Shape.Height, width = Shape.Width;
        for (int c = 0; c < Shape.Channels; c++)
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                    pixels[(c * height + y) * width + x] =
                        original[(c * height + Math.Clamp(y - down, 0, height - 1)) * width + Math.Clamp(x - right, 0, width - 1)];
    }

    /// <inheritdoc/>
    public bool IsSynthetic(int index) => source.IsSynthetic(index);
}
