using GanAugment.Generation;

namespace GanAugment.Data;

/// <summary>The images of another source with normal noise on every pixel, always the same.</summary>
/// <remarks>For judging a classifier on images that differ from its training images in a known way.</remarks>
public sealed class NoisyImages : ILabelledImageSource
{
    private readonly ILabelledImageSource source;
    private readonly double deviation;
    private readonly long seed;

    /// <summary>Wraps a source; nothing is copied.</summary>
    /// <param name="source">The images.</param>
    /// <param name="deviation">The standard deviation of the noise in levels of 0 … 255, greater than 0.</param>
    /// <param name="seed">Chooses the noise.</param>
    /// <exception cref="OptionException">The deviation is not in (0, 255].</exception>
    public NoisyImages(ILabelledImageSource source, double deviation, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(deviation is > 0 and <= 255))
            throw new OptionException(FormattableString.Invariant($"Noise of {deviation} levels has no meaning."), "It was given by the caller.",
                "Give a standard deviation in (0, 255]; 25 is clearly visible.");
        (this.source, this.deviation, this.seed) = (source, deviation, seed);
    }

    /// <inheritdoc/>
    public string Origin => FormattableString.Invariant($"{source.Origin}, with noise of {deviation:0.##} levels");

    /// <inheritdoc/>
    public ImageShape Shape => source.Shape;

    /// <inheritdoc/>
    public ClassMap Classes => source.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels => source.Labels;

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels)
    {
        source.Read(index, pixels);
        var noise = new float[Shape.Length];
        new LatentStream(seed).Fill(0, index, noise);
        for (int i = 0; i < noise.Length; i++) pixels[i] = (byte)Math.Clamp(Math.Round(pixels[i] + deviation * noise[i]), 0, 255);
    }

    /// <inheritdoc/>
    public bool IsSynthetic(int index) => source.IsSynthetic(index);
}
