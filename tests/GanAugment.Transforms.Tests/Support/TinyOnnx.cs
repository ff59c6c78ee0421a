using System.Buffers.Binary;
using System.Text;
using GanAugment.Generation;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>Writes small ONNX files: image = Reshape(Tanh(z · Wz + y · Wy)), with whatever is to be wrong with it.</summary>
internal static class TinyOnnx
{
    public static readonly GeneratorManifest Manifest = new() { Channels = 1, Height = 4, Width = 4, LatentSize = 6, Classes = Example.Classes };

    public static byte[] Write(
        GeneratorManifest manifest,
        string? json = null,
        string z = "z",
        string y = "y",
        string image = "image",
        int? latentSize = null,
        bool withManifest = true,
        string? directions = null,
        bool withTruncation = false)
    {
        int latent = latentSize ?? manifest.LatentSize, classes = manifest.Classes.Count, length = manifest.Shape.Length;
        float[] wz = LatentWeights(latent, length);
        float[] wy = ClassWeights(classes, length);

        byte[] graph = Join(
            Node("MatMul", [z, "Wz"], "a"),
            Node("MatMul", [y, "Wy"], "b"),
            Node("Add", ["a", "b"], withTruncation ? "sum" : "c"),
            withTruncation ? Join(Node("Unsqueeze", ["truncation", "one"], "t"), Node("Mul", ["sum", "t"], "c")) : [],
            Node("Tanh", ["c"], "d"),
            Node("Reshape", ["d", "shape"], image),
            Text(2, "tiny"),
            Field(5, Join(Int(1, latent), Int(1, length), Int(2, 1), Text(8, "Wz"), Field(9, Floats(wz)))),
            Field(5, Join(Int(1, classes), Int(1, length), Int(2, 1), Text(8, "Wy"), Field(9, Floats(wy)))),
            Field(5, Join(Int(1, 4), Int(2, 7), Text(8, "shape"), Field(9, Longs([-1, manifest.Channels, manifest.Height, manifest.Width])))),
            withTruncation ? Join(Field(5, Join(Int(1, 1), Int(2, 7), Text(8, "one"), Field(9, Longs([1])))), Field(11, Value("truncation"))) : [],
            Field(11, Value(z, latent)), Field(11, Value(y, classes)), Field(12, Value(image, manifest.Channels, manifest.Height, manifest.Width)));
        byte[] model = Join(Int(1, 8), Text(2, "tests"), Field(7, graph), Field(8, Int(2, 17)));
        if (withManifest) model = Join(model, Metadata(GeneratorManifest.MetadataKey, json ?? manifest.ToJson()));
        return directions is null ? model : Join(model, Metadata(LatentDirections.MetadataKey, directions));
    }

    /// <summary>An entry of metadata, to be put behind any model.</summary>
    public static byte[] Metadata(string key, string value) => Field(14, Join(Text(1, key), Text(2, value)));

    /// <summary>What the graph computes, written down once more.</summary>
    public static float[] Expected(GeneratorManifest manifest, int count, float[] z, float[] y)
    {
        int latent = manifest.LatentSize, classes = manifest.Classes.Count, length = manifest.Shape.Length;
        float[] wz = LatentWeights(latent, length), wy = ClassWeights(classes, length);
        float[] images = new float[count * length];
        for (int n = 0; n < count; n++)
            for (int i = 0; i < length; i++)
            {
                double sum = 0;
                for (int k = 0; k < latent; k++) sum += z[n * latent + k] * wz[k * length + i];
                for (int k = 0; k < classes; k++) sum += y[n * classes + k] * wy[k * length + i];
                images[n * length + i] = (float)Math.Tanh(sum);
            }

        return images;
    }

    private static float[] LatentWeights(int latent, int length)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, latent * length).Select(_ => (float)(random.NextDouble() - 0.5))]; // [Z, L]
    }

    // The class decides most of the image, so that a classifier can learn from it.
    private static float[] ClassWeights(int classes, int length) =>
        [.. Enumerable.Range(0, classes * length).Select(i => 2f * (i / length + 1) / (classes + 1) - 1)]; // [K, L]

    private static byte[] Node(string type, string[] inputs, string output) =>
        Field(1, Join([.. inputs.Select(name => Text(1, name)), Text(2, output), Text(4, type)]));

    private static byte[] Value(string name, params int[] dimensions)
    {
        byte[] shape = Join([Field(1, Text(2, "N")), .. dimensions.Select(d => Field(1, Int(1, d)))]);
        return Join(Text(1, name), Field(2, Field(1, Join(Int(1, 1), Field(2, shape)))));
    }

    private static byte[] Floats(float[] values)
    {
        byte[] bytes = new byte[values.Length * 4];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * 4), values[i]);
        return bytes;
    }

    private static byte[] Longs(long[] values)
    {
        byte[] bytes = new byte[values.Length * 8];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * 8), values[i]);
        return bytes;
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    private static byte[] Int(int field, long value) => [.. Varint((ulong)field << 3), .. Varint((ulong)value)];

    private static byte[] Text(int field, string value) => Field(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Field(int field, byte[] value) => [.. Varint((ulong)field << 3 | 2), .. Varint((ulong)value.Length), .. value];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 128; value >>= 7) bytes.Add((byte)(value | 128));
        return [.. bytes, (byte)value];
    }
}
