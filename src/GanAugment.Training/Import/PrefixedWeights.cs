namespace GanAugment.Training.Import;

/// <summary>The weights of a network in a snapshot of this project, whose names have the network in front.</summary>
/// <param name="table">The file.</param>
/// <param name="prefix">The network's name.</param>
internal sealed class PrefixedWeights(TensorTable table, string prefix) : IWeightSource
{
    /// <inheritdoc/>
    public string Origin => table.Origin;

    /// <inheritdoc/>
    public IEnumerable<string> Names =>
        table.Names.Where(name => name.StartsWith($"{prefix}.", StringComparison.Ordinal)).Select(name => name[(prefix.Length + 1)..]);

    /// <inheritdoc/>
    public long[]? ShapeOf(string name) => table.ShapeOf($"{prefix}.{name}");

    /// <inheritdoc/>
    public float[] Read(string name) => table.Read($"{prefix}.{name}");
}
