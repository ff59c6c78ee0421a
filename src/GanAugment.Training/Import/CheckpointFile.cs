using GanAugment.Training.Import.Pickle;

namespace GanAugment.Training.Import;

/// <summary>A file of weights in any of the formats that can be read: both containers of <c>torch.save</c>, and safetensors.</summary>
/// <remarks>Nothing in a file is run, and memory is bounded by the file's size whatever its headers claim.</remarks>
internal static class CheckpointFile
{
    private const string DataParallelPrefix = "module.";

    // The key under which training programs keep the state dict beside their counters.
    private const string Nested = "state_dict";

    /// <summary>Opens a file and reads its table of contents, but none of its numbers.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GeneratorException">It is missing, damaged, of an unknown format, no state dict, or holds what no state dict has.</exception>
    public static TensorTable Open(string path)
    {
        return TensorTable.Open(OpenFile(path), file =>
            Unwrapped(SafetensorsContainer.Recognises(Start(file)) ? SafetensorsContainer.Read(file) : StateDict(ReadObject(file), file.Name)));
    }

    /// <summary>Reads what <c>torch.save</c> saved, state dict or not, as the values of <see cref="RestrictedPickle"/>.</summary>
    internal static object? ReadObject(FileStream file)
    {
        byte[] start = Start(file);
        if (start.AsSpan().StartsWith(ZipDirectory.Signature)) return ZipContainer.Read(file);
        if (start.AsSpan().StartsWith(LegacyContainer.Signature)) return LegacyContainer.Read(file);
        if (start.AsSpan().StartsWith("version https://git-lfs"u8))
            throw CheckpointError.Unusable(file.Name, "The file is a pointer of Git LFS, not the checkpoint itself.",
                "Fetch the real file with 'git lfs pull'.");
        throw CheckpointError.Unusable(file.Name, "The file is no checkpoint that can be read.",
            "Give a .pth or .bin file that torch.save wrote, or a .safetensors file.");
    }

    private static FileStream OpenFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new FileStream(Path.GetFullPath(path), FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new GeneratorException($"The checkpoint cannot be opened: {e.Message.TrimEnd('.')}.", $"It was sought at '{path}'.",
                "Check the path and the permissions.", e);
        }
    }

    private static byte[] Start(FileStream file)
    {
        var start = new byte[32];
        try
        {
            file.Seek(0, SeekOrigin.Begin);
            return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (IOException e)
        {
            throw CheckpointError.Damaged(file.Name, $"it cannot be read ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static OrderedDictionary<string, StoredTensor> StateDict(object? content, string origin)
    {
        if (content is PickledDictionary outer && !outer.Entries.Exists(e => e.Value is StoredTensor) && outer[Nested] is PickledDictionary inner)
            content = inner;
        if (content is not PickledDictionary dictionary) throw NoStateDict(origin, "It holds no dictionary");
        List<(object? Key, object? Value)> entries = dictionary.Entries.FindAll(e => e is { Key: string, Value: StoredTensor });
        if (entries.Count == 0)
        {
            string[] parts = [.. dictionary.Entries.Where(e => e.Value is PickledDictionary).Select(e => e.Key).OfType<string>().Take(8)];
            throw NoStateDict(origin, parts.Length == 0 ? "Its dictionary holds no tensor" : $"It is a dictionary of '{string.Join("', '", parts)}'");
        }

        var tensors = new OrderedDictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
            if (!tensors.TryAdd((string)key!, (StoredTensor)value!)) throw CheckpointError.Damaged(origin, $"'{key}' stands twice in it");
        return tensors;
    }

    // A network wrapped for several devices says so in front of every name.
    private static OrderedDictionary<string, StoredTensor> Unwrapped(OrderedDictionary<string, StoredTensor> tensors)
    {
        if (tensors.Count == 0 || !tensors.Keys.All(name => name.StartsWith(DataParallelPrefix, StringComparison.Ordinal))) return tensors;
        var unwrapped = new OrderedDictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in tensors) unwrapped.Add(name[DataParallelPrefix.Length..], tensor);
        return unwrapped;
    }

    private static GeneratorException NoStateDict(string origin, string why) => CheckpointError.Unusable(origin, $"{why}, so it is no state dict of a network.",
        "Give the file of one network's weights, for example G_ema.pth.");
}
