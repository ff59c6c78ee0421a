namespace GanAugment.Data;

/// <summary>A selection of the images of another source, in a given order; classes and shape stay the same. Nothing is copied.</summary>
public sealed class Subset : ILabelledImageSource
{
    private readonly ILabelledImageSource source;
    private readonly int[] indices;
    private readonly int[] labels;

    /// <summary>Selects images by index.</summary>
    /// <param name="source">Where the images are.</param>
    /// <param name="indices">Indices into <paramref name="source"/>, in the order wanted; one may stand several times.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is no image of the source.</exception>
    public Subset(ILabelledImageSource source, IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        this.source = source;
        this.indices = [.. indices];
        labels = new int[this.indices.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)this.indices[i] >= (uint)source.Labels.Count)
                throw new ArgumentOutOfRangeException(nameof(indices), this.indices[i], $"There are {source.Labels.Count} images in '{source.Origin}'.");
            labels[i] = source.Labels[this.indices[i]];
        }
    }

    /// <summary>The index into the source of every image of the selection.</summary>
    public IReadOnlyList<int> Indices => indices;

    /// <inheritdoc/>
    public string Origin => source.Origin;

    /// <inheritdoc/>
    public ImageShape Shape => source.Shape;

    /// <inheritdoc/>
    public ClassMap Classes => source.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels => labels;

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels) => source.Read(indices[index], pixels);

    /// <inheritdoc/>
    public bool IsSynthetic(int index) => source.IsSynthetic(indices[index]);
}
