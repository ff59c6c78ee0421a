using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using GanAugment.Training.Import;
using static TorchSharp.torch;

namespace GanAugment.Training.Snapshots;

/// <summary>Named float tensors in the safetensors format: a JSON table of contents, then raw little-endian values. Nothing in such a file can run.</summary>
internal static class Safetensors
{
    /// <summary>The content of a file.</summary>
    /// <param name="tensors">Float tensors on any device.</param>
    /// <param name="metadata">Texts for the header, or null.</param>
    public static byte[] Encode(IEnumerable<(string Name, Tensor Value)> tensors, Dictionary<string, string>? metadata = null)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var entries = new SortedDictionary<string, object>(StringComparer.Ordinal);
        if (metadata is not null) entries.Add("__metadata__", metadata);
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

    /// <summary>Reads all tensors of a file, of whatever kind their numbers are.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sha256">What the file must hash to, or null for anything.</param>
    /// <returns>Values and shape by name.</returns>
    /// <exception cref="GeneratorException">Missing, damaged, or no safetensors.</exception>
    public static Dictionary<string, (float[] Values, long[] Shape)> Read(string path, string? sha256 = null)
    {
        if (path.Contains('\0')) throw Damaged(path.Replace("\0", "\\0", StringComparison.Ordinal), "no file has a NUL in its name");
        try
        {
            if (sha256 is not null && ChecksumOf(path) != sha256) throw Damaged(path, "its checksum is not the one on record");
            using TensorTable table = TensorTable.Open(File.OpenRead(path), SafetensorsContainer.Read);
            return table.Names.ToDictionary(name => name, name => (table.Read(name), table.ShapeOf(name)!), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, $"the file cannot be read ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static string ChecksumOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static GeneratorException Damaged(string path, string why, Exception? inner = null) =>
        new($"The weights are missing or damaged: {why}.", $"The file is '{path}'.", "Copy the whole run directory again, or use another snapshot.", inner);
}
