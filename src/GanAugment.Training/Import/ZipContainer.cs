using GanAugment.Training.Import.Pickle;

namespace GanAugment.Training.Import;

/// <summary>What <c>torch.save</c> writes since PyTorch 1.6: a zip archive of one folder with the object's pickle and a file per storage.</summary>
internal static class ZipContainer
{
    private const string Contents = "/data.pkl";

    /// <summary>Reads the object; its storages know where they lie.</summary>
    /// <exception cref="GeneratorException">The file is damaged, or holds what no state dict has.</exception>
    public static object? Read(FileStream file)
    {
        IReadOnlyDictionary<string, ZipEntry> entries = ZipDirectory.Read(file);
        ZipEntry[] tables = [.. entries.Values.Where(e => e.Name.EndsWith(Contents, StringComparison.Ordinal))];
        if (tables is not [var table])
            throw CheckpointError.Unusable(file.Name, $"The archive has {tables.Length} files named data.pkl, so it is not what torch.save writes.",
                "Give a file that torch.save wrote.");
        string root = table.Name[..^Contents.Length];
        if (entries.TryGetValue(root + "/byteorder", out ZipEntry? order)
            && new PickleBytes(file, order.Offset, order.Offset + order.Length).Text((ulong)Math.Min(order.Length, 16)) != "little")
            throw CheckpointError.Unusable(file.Name, "The checkpoint was written on a big-endian machine.", "Save it again on a little-endian one.");

        var catalog = new StorageCatalog(file.Name, file.Length);
        object? content = RestrictedPickle.Load(new PickleBytes(file, table.Offset, table.Offset + table.Length), catalog.Find);
        foreach (TensorStorage storage in catalog.Storages.Values)
        {
            if (!entries.TryGetValue($"{root}/data/{storage.Key}", out ZipEntry? entry) || entry.Length != storage.Length)
                throw CheckpointError.Damaged(file.Name,
                    $"storage '{storage.Key}' has {entry?.Length ?? 0} bytes, but its table of contents says {storage.Length}");
            storage.Offset = entry.Offset;
        }

        return content;
    }
}
