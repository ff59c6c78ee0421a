using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using static TorchSharp.torch;

namespace GanAugment.Training.Snapshots;

/// <summary>Named float tensors in the safetensors format: a JSON table of contents, then raw little-endian values. Nothing in such a file can run.</summary>
internal static class Safetensors
{
    private const int MaximumHeader = 100 << 20;

    /// <summary>The content of a file.</summary>
    /// <param name="tensors">Float tensors on any device.</param>
    public static byte[] Encode(IEnumerable<(string Name, Tensor Value)> tensors)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var entries = new SortedDictionary<string, object>(StringComparer.Ordinal);
        List<byte[]> payload = [];
        long offset = 0;
        foreach (var (name, value) in tensors.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            byte[] bytes = value.detach().cpu().contiguous().bytes.ToArray();
            entries.Add(name, new { dtype = "F32", shape = value.shape, data_offsets = new[] { offset, offset + bytes.Length } });
            payload.Add(bytes);
            offset += bytes.Length;
        }

        byte[] header = JsonSerializer.SerializeToUtf8Bytes(entries);
        // The format wants the data aligned to 8 bytes; spaces may end the header.
        int padded = (header.Length + 7) / 8 * 8;
        var file = new byte[checked(8 + padded + offset)];
        BinaryPrimitives.WriteInt64LittleEndian(file, padded);
        header.CopyTo(file, 8);
        file.AsSpan(8 + header.Length, padded - header.Length).Fill((byte)' ');
        long at = 8 + padded;
        foreach (byte[] bytes in payload)
        {
            bytes.CopyTo(file, at);
            at += bytes.Length;
        }

        return file;
    }

    /// <summary>The checksum on record for a file: SHA-256, lower-case hexadecimal.</summary>
    public static string Checksum(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sha256">What the file must hash to, or null for anything.</param>
    /// <returns>Values and shape by name.</returns>
    /// <exception cref="GeneratorException">Missing, damaged, or not float safetensors.</exception>
    public static Dictionary<string, (float[] Values, long[] Shape)> Read(string path, string? sha256 = null)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, $"the file cannot be read ({e.Message.TrimEnd('.')})", e);
        }

        if (sha256 is not null && Checksum(file) != sha256) throw Damaged(path, "its checksum is not the one on record");
        if (file.Length < 8) throw Damaged(path, "it is too short");
        long length = BinaryPrimitives.ReadInt64LittleEndian(file);
        if (length < 2 || length > MaximumHeader || length > file.Length - 8) throw Damaged(path, "its header does not fit into it");
        ReadOnlySpan<byte> data = file.AsSpan(8 + (int)length);
        var tensors = new Dictionary<string, (float[], long[])>(StringComparer.Ordinal);
        try
        {
            using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, (int)length));
            foreach (JsonProperty entry in header.RootElement.EnumerateObject())
            {
                if (entry.Name == "__metadata__") continue;
                string? type = entry.Value.GetProperty("dtype").GetString();
                long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())];
                long[] span = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(d => d.GetInt64())];
                long count = shape.Aggregate(1L, (product, d) => checked(product * d));
                if (type != "F32") throw Damaged(path, $"'{entry.Name}' is {type}, but only F32 can be read");
                if (span.Length != 2 || shape.Any(d => d < 0) || span[0] < 0 || span[1] > data.Length || span[1] - span[0] != checked(count * 4))
                    throw Damaged(path, $"'{entry.Name}' lies outside of it");
                if (!tensors.TryAdd(entry.Name, (MemoryMarshal.Cast<byte, float>(data[(int)span[0]..(int)span[1]]).ToArray(), shape)))
                    throw Damaged(path, $"'{entry.Name}' stands twice");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw Damaged(path, $"its header cannot be read ({e.Message.TrimEnd('.')})", e);
        }

        return tensors;
    }

    private static GeneratorException Damaged(string path, string why, Exception? inner = null) =>
        new($"The weights are missing or damaged: {why}.", $"The file is '{path}'.", "Copy the whole run directory again, or use another snapshot.", inner);
}
