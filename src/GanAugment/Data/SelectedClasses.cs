namespace GanAugment.Data;

/// <summary>The images of some classes of another source; the other classes are gone, names included. Nothing is copied.</summary>
public sealed class SelectedClasses : ILabelledImageSource
{
    private readonly Subset chosen;
    private readonly int[] labels;

    /// <summary>Selects classes by name.</summary>
    /// <param name="source">Where the images are.</param>
    /// <param name="names">The classes to keep, at least one; they stay in the order of the source.</param>
    /// <exception cref="OptionException">A name is no class of the source, or there is none.</exception>
    public SelectedClasses(ILabelledImageSource source, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(names);
        HashSet<string> wanted = [.. names];
        string? unknown = wanted.FirstOrDefault(name => source.Classes.IndexOf(name) < 0);
        if (wanted.Count == 0 || unknown is not null)
            throw new OptionException(unknown is null ? "No class was chosen." : $"There is no class '{unknown}'.", $"The data is '{source.Origin}'.",
                $"Its classes are '{string.Join("', '", source.Classes)}'.");
        Classes = new ClassMap(source.Classes.Where(wanted.Contains));
        int[] places = [.. source.Classes.Select(Classes.IndexOf)]; // −1 where a class is gone
        chosen = new Subset(source, Enumerable.Range(0, source.Labels.Count).Where(i => places[source.Labels[i]] >= 0));
        labels = [.. chosen.Labels.Select(label => places[label])];
        Origin = $"{source.Origin} (only {string.Join(", ", Classes)})";
    }

    /// <inheritdoc/>
    public string Origin { get; }

    /// <inheritdoc/>
    public ImageShape Shape => chosen.Shape;

    /// <inheritdoc/>
    public ClassMap Classes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels => labels;

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels) => chosen.Read(index, pixels);

    /// <inheritdoc/>
    public bool IsSynthetic(int index) => chosen.IsSynthetic(index);
}
