namespace GanAugment.Training.Import.Pickle;

/// <summary>A dictionary of a pickle, as the list of entries that it was written as.</summary>
/// <remarks>Keys are never hashed: they come from the file and could be chosen to collide.</remarks>
internal sealed class PickledDictionary
{
    /// <summary>Entries in the order of the file; a key may come again.</summary>
    public List<(object? Key, object? Value)> Entries { get; } = [];

    /// <summary>The last value of a text key, or null.</summary>
    public object? this[string key] => Entries.FindLast(e => e.Key is string text && text == key).Value;
}
