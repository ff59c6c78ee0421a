namespace GanAugment.Training.Import;

/// <summary>The storages that a checkpoint's table of contents mentions, by key.</summary>
/// <param name="origin">The file, for messages.</param>
/// <param name="fileLength">Its size; no storage is larger.</param>
internal sealed class StorageCatalog(string origin, long fileLength)
{
    private readonly Dictionary<string, TensorStorage> storages = new(StringComparer.Ordinal);

    /// <summary>All storages.</summary>
    public IReadOnlyDictionary<string, TensorStorage> Storages => storages;

    /// <summary>The storage that a persistent id names: ('storage', kind, key, device, count), and nothing or None behind it.</summary>
    public TensorStorage Find(object?[] id)
    {
        if (id is [string what and not "storage", ..]) throw CheckpointError.Refused(origin, $"a persistent '{what}'");
        // Where the tensors were when they were saved ('cpu', 'cuda:0') is of no concern.
        if (id is not ["storage", ElementType type, string key, string, long count, .. var rest])
            throw CheckpointError.Damaged(origin, "a storage in its table of contents has not the parts it needs");
        if (rest is not ([] or [null])) throw CheckpointError.Refused(origin, "a view of a storage");
        if (count < 0 || count > fileLength / type.Size())
            throw CheckpointError.Damaged(origin, $"storage '{key}' claims {count} numbers, but the file has {fileLength} bytes");
        if (!storages.TryGetValue(key, out TensorStorage? known)) storages.Add(key, known = new TensorStorage(key, type, count));
        if (known.Type != type || known.Count != count) throw CheckpointError.Damaged(origin, $"storage '{key}' is described in two ways");
        return known;
    }
}
