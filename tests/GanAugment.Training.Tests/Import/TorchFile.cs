using System.Buffers.Binary;
using System.Text;

namespace GanAugment.Training.Tests.Import;

/// <summary>Checkpoint files written by hand, byte by byte, right or wrong as a test wants them.</summary>
internal sealed class TorchFile
{
    private static readonly byte[] Magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    private readonly List<(string Key, byte[] Bytes, int Size)> storages = [];

    /// <summary>Adds a storage and gives its key.</summary>
    public string Storage(byte[] bytes, int size)
    {
        string key = storages.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        storages.Add((key, bytes, size));
        return key;
    }

    /// <summary>The legacy container around a pickle.</summary>
    public byte[] Legacy(byte[] pickle) =>
    [
        .. Magic, .. Pickle([(byte)'M', .. Short(1001)]),
        .. Pickle([(byte)'}', (byte)'(', .. Text("protocol_version"), (byte)'M', .. Short(1001), .. Text("little_endian"), 0x88, (byte)'u']),
        .. pickle,
        .. Pickle([(byte)']', (byte)'(', .. storages.SelectMany(s => Text(s.Key)), (byte)'e']),
        .. storages.SelectMany(s => (byte[])[.. Long(s.Bytes.Length / s.Size), .. s.Bytes]),
    ];

    /// <summary>The zip container around a pickle.</summary>
    public byte[] Zip(byte[] pickle)
    {
        (string Name, byte[] Bytes)[] files =
            [("tiny/data.pkl", pickle), .. storages.Select(s => ($"tiny/data/{s.Key}", s.Bytes)), ("tiny/version", "3\n"u8.ToArray())];
        List<byte> archive = [], central = [];
        foreach (var (name, bytes) in files)
        {
            byte[] text = Encoding.UTF8.GetBytes(name);
            byte[] common = [20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Int(bytes.Length), .. Int(bytes.Length), .. Short(text.Length), .. Short(0)];
            central.AddRange([(byte)'P', (byte)'K', 1, 2, 20, 0, .. common, .. Short(0), .. Short(0), .. Short(0), .. Int(0), .. Int(archive.Count), .. text]);
            archive.AddRange([(byte)'P', (byte)'K', 3, 4, .. common, .. text, .. bytes]);
        }

        return
        [
            .. archive, .. central,
            (byte)'P', (byte)'K', 5, 6, .. Int(0), .. Short(files.Length), .. Short(files.Length), .. Int(central.Count), .. Int(archive.Count), .. Short(0),
        ];
    }

    /// <summary>A whole pickle of protocol 2 around instructions.</summary>
    public static byte[] Pickle(byte[] instructions) => [0x80, 2, .. instructions, (byte)'.'];

    /// <summary>Instructions for a dictionary.</summary>
    public static byte[] Ordered(params (string Key, byte[] Value)[] entries) =>
        [.. Global("collections", "OrderedDict"), (byte)')', (byte)'R', (byte)'(', .. entries.SelectMany(e => (byte[])[.. Text(e.Key), .. e.Value]), (byte)'u'];

    /// <summary>Instructions for a tensor.</summary>
    public static byte[] Tensor(string kind, string key, long count, long start, long[] shape, long[] strides, string device = "cpu",
        string module = "torch") =>
    [
        .. Global("torch._utils", "_rebuild_tensor_v2"), (byte)'(',
        .. Storage(kind, key, count, device, module), .. Number(start), .. Tuple(shape), .. Tuple(strides), 0x89,
        .. Global("collections", "OrderedDict"), (byte)')', (byte)'R', (byte)'t', (byte)'R',
    ];

    /// <summary>Instructions for a storage.</summary>
    public static byte[] Storage(string kind, string key, long count, string device = "cpu", string module = "torch") =>
        [(byte)'(', .. Text("storage"), .. Global(module, kind), .. Text(key), .. Text(device), .. Number(count), (byte)'t', (byte)'Q'];

    /// <summary>Instruction for a name of Python code.</summary>
    public static byte[] Global(string module, string name) => [(byte)'c', .. Encoding.ASCII.GetBytes($"{module}\n{name}\n")];

    /// <summary>Instruction for a text.</summary>
    public static byte[] Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [(byte)'X', .. Int(bytes.Length), .. bytes];
    }

    /// <summary>Instruction for a whole number.</summary>
    public static byte[] Number(long value) => [0x8a, 8, .. Long(value)];

    /// <summary>Instructions for a tuple of whole numbers.</summary>
    public static byte[] Tuple(long[] values) => [(byte)'(', .. values.SelectMany(Number), (byte)'t'];

    public static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];

    public static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
