namespace GanAugment.Training.Import;

/// <summary>The named tensors of a checkpoint file, each read when it is asked for.</summary>
internal sealed class TensorTable : IDisposable
{
    private readonly FileStream file;
    private readonly OrderedDictionary<string, StoredTensor> tensors;

    private TensorTable(FileStream file, OrderedDictionary<string, StoredTensor> tensors)
    {
        (this.file, this.tensors) = (file, tensors);
        Int128 claimed = 0;
        foreach (StoredTensor tensor in tensors.Values) claimed += tensor.Count;
        if (claimed > file.Length)
            throw CheckpointError.Damaged(file.Name, $"its tensors claim {claimed} numbers, but it has {file.Length} bytes");
        Values = (long)claimed;
    }

    /// <summary>Takes over an open file.</summary>
    /// <param name="file">The file; closed with the table, and when there is none.</param>
    /// <param name="read">Reads its table of contents: tensors whose storages lie inside the file.</param>
    /// <exception cref="GeneratorException">It cannot be read, or its tensors claim more numbers together than the file has bytes, which sharing of storages
    /// does not explain.</exception>
    public static TensorTable Open(FileStream file, Func<FileStream, OrderedDictionary<string, StoredTensor>> read)
    {
        try
        {
            return new TensorTable(file, read(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Origin => file.Name;

    /// <summary>All names, in the order of the file.</summary>
    public IReadOnlyCollection<string> Names => tensors.Keys;

    /// <summary>How many numbers all tensors have together.</summary>
    public long Values { get; }

    /// <summary>Whether there is a tensor of a name.</summary>
    public bool Has(string name) => tensors.ContainsKey(name);

    /// <summary>The shape of a tensor, or null where there is none.</summary>
    public long[]? ShapeOf(string name) => tensors.TryGetValue(name, out StoredTensor? tensor) ? tensor.Shape : null;

    /// <summary>The numbers of a tensor in row-major order, as floats.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="GeneratorException">There is none of that name, or the file cannot be read.</exception>
    public float[] Read(string name)
    {
        if (!tensors.TryGetValue(name, out StoredTensor? tensor)) throw CheckpointError.Damaged(Origin, $"the tensor '{name}' is missing");
        TensorStorage storage = tensor.Storage;
        int size = storage.Type.Size();
        if (tensor.Extent * size > Array.MaxLength)
            throw CheckpointError.Unusable(Origin, $"The tensor '{name}' takes {tensor.Extent * size} bytes, more than can be held at once.",
                "Give a checkpoint with smaller layers.");
        var bytes = new byte[tensor.Extent * size];
        try
        {
            file.Seek(storage.Offset + tensor.Start * size, SeekOrigin.Begin);
            file.ReadExactly(bytes);
        }
        catch (IOException e)
        {
            throw CheckpointError.Damaged(Origin, $"the tensor '{name}' cannot be read ({e.Message.TrimEnd('.')})", e);
        }

        var values = new float[tensor.Extent];
        storage.Type.ToFloats(bytes, values);
        return tensor.IsContiguous ? values : Gathered(values, tensor);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private static float[] Gathered(float[] values, StoredTensor tensor)
    {
        var result = new float[tensor.Count];
        var index = new long[tensor.Shape.Length];
        long at = 0;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[at];
            // The next index, last dimension fastest.
            for (int d = index.Length - 1; d >= 0; d--)
            {
                at += tensor.Strides[d];
                if (++index[d] < tensor.Shape[d]) break;
                at -= tensor.Strides[d] * tensor.Shape[d];
                index[d] = 0;
            }
        }

        return result;
    }
}
