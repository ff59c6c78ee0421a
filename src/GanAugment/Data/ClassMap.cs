using System.Collections;

namespace GanAugment.Data;

/// <summary>The classes of a data set or generator in their order; names are unique and compared ordinally.</summary>
public sealed class ClassMap : IReadOnlyList<string>, IEquatable<ClassMap>
{
    private readonly string[] names;
    private readonly Dictionary<string, int> indices;

    /// <summary>Creates a map from names in index order.</summary>
    /// <exception cref="DatasetException">No name, an empty name, or a name twice.</exception>
    public ClassMap(IEnumerable<string> names)
    {
        this.names = [.. names];
        indices = new Dictionary<string, int>(StringComparer.Ordinal);
        if (this.names.Length == 0) throw new DatasetException("There is no class.", "The list of class names is empty.", "Give at least one class name.");
        for (int i = 0; i < this.names.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(this.names[i]))
                throw new DatasetException($"Class {i} has no name.", "The name in the list of class names is empty.", "Give every class a name.");
            if (!indices.TryAdd(this.names[i], i))
                throw new DatasetException($"The class name '{this.names[i]}' stands twice.", $"It is class {indices[this.names[i]]} and class {i}.",
                    "Make class names unique.");
        }
    }

    /// <summary>How many classes there are.</summary>
    public int Count => names.Length;

    /// <summary>The name of the class with this index.</summary>
    public string this[int index] => names[index];

    /// <summary>The index of a class, or −1 when there is none of that name.</summary>
    public int IndexOf(string name) => indices.GetValueOrDefault(name, -1);

    /// <inheritdoc/>
    public bool Equals(ClassMap? other) => other is not null && names.AsSpan().SequenceEqual(other.names);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClassMap);

    /// <inheritdoc/>
    public override int GetHashCode() => names.Aggregate(names.Length, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names, separated by commas.</summary>
    public override string ToString() => string.Join(", ", names);
}
