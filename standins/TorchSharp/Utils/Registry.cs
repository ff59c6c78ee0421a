using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp.Utils;

/// <summary>Named things in the order in which they were registered.</summary>
internal sealed class Registry<T> : IEnumerable<(string Name, T Value)>
{
    private readonly List<string> order = new();
    private readonly Dictionary<string, T> values = new();

    internal int Count => order.Count;

    internal bool Has(string name) => values.ContainsKey(name);

    internal bool TryGet(string name, out T value) => values.TryGetValue(name, out value);

    internal bool TryAdd(string name, T value)
    {
        if (!values.TryAdd(name, value)) return false;
        order.Add(name);
        return true;
    }

    /// <summary>Keeps the place of a name that exists.</summary>
    internal void Set(string name, T value)
    {
        if (!values.ContainsKey(name)) order.Add(name);
        values[name] = value;
    }

    internal void Remove(string name)
    {
        if (values.Remove(name)) order.Remove(name);
    }

    internal void Clear()
    {
        order.Clear();
        values.Clear();
    }

    public IEnumerator<(string Name, T Value)> GetEnumerator() => order.Select(n => (n, values[n])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
