using System.Buffers.Binary;
using System.Numerics;
using GanAugment.Training.Import.Pickle;

namespace GanAugment.Training.Import;

/// <summary>What <c>torch.save</c> wrote before PyTorch 1.6: pickles of a magic number, a version, the machine's properties, the object and the list of
/// storages, then the storages, each behind its count of numbers.</summary>
internal static class LegacyContainer
{
    private const long Version = 1001;

    private static readonly BigInteger MagicNumber = BigInteger.Parse("01950a86a20f9469cfc6c", System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How such a file begins: a pickle of the magic number in protocol 2.</summary>
    public static ReadOnlySpan<byte> Signature => [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <summary>Reads the object; its storages know where they lie.</summary>
    /// <exception cref="GeneratorException">The file is damaged, or holds what no state dict has.</exception>
    public static object? Read(FileStream file)
    {
        var bytes = new PickleBytes(file, 0, file.Length);
        var catalog = new StorageCatalog(file.Name, file.Length);
        if (Plain(bytes) is not BigInteger magic || magic != MagicNumber) throw CheckpointError.Damaged(file.Name, "it has not the magic number of its format");
        if (Plain(bytes) is not Version) throw CheckpointError.Damaged(file.Name, "it has not the version of its format");
        if (Plain(bytes) is not PickledDictionary machine || machine["little_endian"] is not true)
            throw CheckpointError.Unusable(file.Name, "The checkpoint was written on a big-endian machine.", "Save it again on a little-endian one.");
        object? content = RestrictedPickle.Load(bytes, catalog.Find);
        if (Plain(bytes) is not List<object?> keys) throw CheckpointError.Damaged(file.Name, "its list of storages is missing");
        Locate(keys, bytes.Position, catalog, file);
        return content;
    }

    private static object? Plain(PickleBytes bytes) =>
        RestrictedPickle.Load(bytes, _ => throw CheckpointError.Refused(bytes.Origin, "a storage where none belongs"));

    private static void Locate(List<object?> keys, long position, StorageCatalog catalog, FileStream file)
    {
        foreach (object? key in keys)
        {
            if (key is not string name || !catalog.Storages.TryGetValue(name, out TensorStorage? storage) || storage.Offset >= 0)
                throw CheckpointError.Damaged(file.Name, "its list of storages is not that of its table of contents");
            long count = Count(position, file);
            if (count != storage.Count)
                throw CheckpointError.Damaged(file.Name, $"storage '{name}' has {count} numbers, but its table of contents says {storage.Count}");
            storage.Offset = position + sizeof(long);
            position = storage.Offset + storage.Length;
        }

        if (position > file.Length) throw CheckpointError.Damaged(file.Name, $"it ends {position - file.Length} bytes too early");
        if (keys.Count < catalog.Storages.Count) throw CheckpointError.Damaged(file.Name, "its list of storages is not that of its table of contents");
    }

    private static long Count(long position, FileStream file)
    {
        Span<byte> count = stackalloc byte[sizeof(long)];
        try
        {
            file.Seek(position, SeekOrigin.Begin);
            file.ReadExactly(count);
        }
        catch (IOException e)
        {
            throw CheckpointError.Damaged(file.Name, "it ends before all of its storages", e);
        }

        return BinaryPrimitives.ReadInt64LittleEndian(count);
    }
}
