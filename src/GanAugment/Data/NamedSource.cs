namespace GanAugment.Data;

/// <summary>A data set that goes by its name instead of its path: what is told of it, in reports and generators, must mean the same on every machine.</summary>
internal sealed class NamedSource(ILabelledImageSource source, string origin) : ILabelledImageSource
{
    /// <inheritdoc/>
    public string Origin => origin;

    /// <inheritdoc/>
    public ImageShape Shape => source.Shape;

    /// <inheritdoc/>
    public ClassMap Classes => source.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels => source.Labels;

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels) => source.Read(index, pixels);

    /// <inheritdoc/>
    public bool IsSynthetic(int index) => source.IsSynthetic(index);
}
