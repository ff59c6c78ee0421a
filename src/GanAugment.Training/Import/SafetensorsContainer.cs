using System.Buffers.Binary;
using System.Text.Json;

namespace GanAugment.Training.Import;

/// <summary>The safetensors format: the length of a header, the header as JSON, then raw values.</summary>
internal static class SafetensorsContainer
{
    private const int LengthBytes = 8;

    // The limit of the format's own reader.
    private const long LargestHeader = 100_000_000;

    /// <summary>Whether a file can be one: its header is a JSON object.</summary>
    /// <param name="start">The first bytes.</param>
    public static bool Recognises(ReadOnlySpan<byte> start) => start.Length > LengthBytes && start[LengthBytes] == '{';

    /// <summary>Reads the table of contents.</summary>
    /// <exception cref="GeneratorException">The file is damaged, or has numbers of a kind that no network has.</exception>
    public static OrderedDictionary<string, StoredTensor> Read(FileStream file)
    {
        byte[] header = Header(file);
        long data = LengthBytes + header.Length;
        var tensors = new OrderedDictionary<string, StoredTensor>(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(header);
            foreach (JsonProperty entry in document.RootElement.EnumerateObject())
            {
                if (entry.Name == "__metadata__") continue;
                if (!tensors.TryAdd(entry.Name, Tensor(entry, data, file))) throw CheckpointError.Damaged(file.Name, $"'{entry.Name}' stands twice in it");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw CheckpointError.Damaged(file.Name, $"its header cannot be read ({e.Message.TrimEnd('.')})", e);
        }

        return tensors;
    }

    private static byte[] Header(FileStream file)
    {
        if (file.Length < LengthBytes) throw CheckpointError.Damaged(file.Name, "it is too short");
        try
        {
            Span<byte> size = stackalloc byte[LengthBytes];
            file.Seek(0, SeekOrigin.Begin);
            file.ReadExactly(size);
            long length = BinaryPrimitives.ReadInt64LittleEndian(size);
            if (length < 2 || length > LargestHeader || length > file.Length - LengthBytes)
                throw CheckpointError.Damaged(file.Name, "its header does not fit into it");
            var header = new byte[length];
            file.ReadExactly(header);
            return header;
        }
        catch (IOException e)
        {
            throw CheckpointError.Damaged(file.Name, $"its header cannot be read ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static StoredTensor Tensor(JsonProperty entry, long data, FileStream file)
    {
        ElementType type = entry.Value.GetProperty("dtype").GetString() switch
        {
            "F32" => ElementType.Float32,
            "F16" => ElementType.Float16,
            "BF16" => ElementType.BFloat16,
            "F64" => ElementType.Float64,
            "I64" => ElementType.Int64,
            "I32" => ElementType.Int32,
            "I16" => ElementType.Int16,
            "I8" => ElementType.Int8,
            "U8" => ElementType.UInt8,
            "BOOL" => ElementType.Boolean,
            var other => throw CheckpointError.Unusable(file.Name, $"The tensor '{entry.Name}' has numbers of the kind {other}.",
                "Give a file with F32, F16, BF16 or F64 numbers."),
        };
        long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())];
        long[] span = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(d => d.GetInt64())];
        if (span is not [>= 0 and var from, var to] || to < from || to > file.Length - data || (to - from) % type.Size() != 0)
            throw CheckpointError.Damaged(file.Name, $"'{entry.Name}' lies outside of it");
        var storage = new TensorStorage(entry.Name, type, (to - from) / type.Size()) { Offset = data + from };
        if (shape.Any(d => d < 0)) throw CheckpointError.Damaged(file.Name, $"'{entry.Name}' has a negative size");
        var (tensor, wrong) = StoredTensor.Create(storage, 0, shape, StoredTensor.ContiguousStrides(shape));
        if (tensor is null) throw CheckpointError.Damaged(file.Name, wrong);
        return tensor.Count == storage.Count ? tensor
            : throw CheckpointError.Damaged(file.Name, $"'{entry.Name}' has {storage.Count} numbers, but its shape has {tensor.Count}");
    }
}
