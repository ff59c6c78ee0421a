namespace GanAugment.Data;

/// <summary>Labelled images held in memory.</summary>
public sealed class LabelledImageSet : ILabelledImageSource
{
    private readonly ReadOnlyMemory<byte> pixels;
    private readonly int[] labels;

    /// <summary>Wraps images that are already in memory; nothing is copied.</summary>
    /// <param name="origin">Where they came from.</param>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="labels">One class index per image.</param>
    /// <param name="pixels">labels.Length · shape.Length bytes, [N, C, H, W].</param>
    /// <exception cref="DatasetException">The lengths disagree, or a label is no class.</exception>
    public LabelledImageSet(string origin, ImageShape shape, ClassMap classes, int[] labels, ReadOnlyMemory<byte> pixels)
    {
        if (pixels.Length != (long)labels.Length * shape.Length)
            throw new DatasetException(
                $"{labels.Length} labels of {shape} images need {(long)labels.Length * shape.Length} bytes of pixels, but there are {pixels.Length}.",
                $"The data is '{origin}'.", "Check that images and labels belong together.");
        for (int i = 0; i < labels.Length; i++)
            if ((uint)labels[i] >= (uint)classes.Count)
                throw new DatasetException($"Image {i} has the label {labels[i]}, but there are {classes.Count} classes.", $"The data is '{origin}'.",
                    "Check the label file or the list of class names.");
        Origin = origin;
        Shape = shape;
        Classes = classes;
        this.labels = labels;
        this.pixels = pixels;
    }

    /// <inheritdoc/>
    public string Origin { get; }

    /// <inheritdoc/>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public ClassMap Classes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels => labels;

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels) => this.pixels.Span.Slice(index * Shape.Length, Shape.Length).CopyTo(pixels);
}
