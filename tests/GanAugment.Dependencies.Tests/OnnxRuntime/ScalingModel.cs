using System.Text;

namespace GanAugment.Dependencies.Tests.OnnxRuntime;

/// <summary>A whole ONNX file in protobuf wire format: y [N, 3] = x [N, 3] · (1, 10, 100), with custom metadata.</summary>
internal static class ScalingModel
{
    private const int FloatElement = 1;

    public static byte[] Bytes { get; } = Build();

    public static string Write(string directory)
    {
        var path = Path.Combine(directory, "scaling.onnx");
        File.WriteAllBytes(path, Bytes);
        return path;
    }

    private static byte[] Build()
    {
        float[] factors = [1, 10, 100];
        var raw = new byte[12];
        Buffer.BlockCopy(factors, 0, raw, 0, 12);
        byte[] initializer = [.. Number(1, 3), .. Number(2, FloatElement), .. Text(8, "factors"), .. Field(9, raw)];
        byte[] node = [.. Text(1, "x"), .. Text(1, "factors"), .. Text(2, "y"), .. Text(4, "Mul")];
        byte[] graph = [.. Field(1, node), .. Text(2, "scaling"), .. Field(5, initializer), .. Field(11, Value("x")), .. Field(12, Value("y"))];
        byte[] opset = [.. Text(1, ""), .. Number(2, 17)];
        byte[] metadata = [.. Text(1, "greeting"), .. Text(2, "Grüße")];
        return [.. Number(1, 8), .. Text(2, "conformance"), .. Field(7, graph), .. Field(8, opset), .. Field(14, metadata)];
    }

    // float [N, 3]
    private static byte[] Value(string name)
    {
        byte[] shape = [.. Field(1, Text(2, "N")), .. Field(1, Number(1, 3))];
        byte[] tensor = [.. Number(1, FloatElement), .. Field(2, shape)];
        return [.. Text(1, name), .. Field(2, Field(1, tensor))];
    }

    private static byte[] Number(int field, int value) => [(byte)(field << 3), (byte)value];

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] bytes) => bytes.Length < 128
        ? [(byte)((field << 3) | 2), (byte)bytes.Length, .. bytes]
        : [(byte)((field << 3) | 2), (byte)(0x80 | (bytes.Length & 0x7F)), (byte)(bytes.Length >> 7), .. bytes];
}
