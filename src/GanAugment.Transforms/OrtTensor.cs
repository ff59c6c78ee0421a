using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>Tensors of the element types that generator files take.</summary>
internal static class OrtTensor
{
    /// <summary>Whether tensors of a type can be made.</summary>
    public static bool Knows(Type type) =>
        type == typeof(float) || type == typeof(double) || type == typeof(long) || type == typeof(int) || type == typeof(byte) || type == typeof(bool);

    /// <summary>Whether images can be tensors of a type.</summary>
    public static bool HoldsImages(Type type) => type == typeof(float) || type == typeof(byte);

    /// <summary>Memory for the values of a tensor, where it need not be moved while a session holds on to it.</summary>
    public static Array Create(Type type, int length) =>
        type == typeof(float) ? GC.AllocateArray<float>(length, pinned: true)
        : type == typeof(byte) ? GC.AllocateArray<byte>(length, pinned: true)
        : Array.CreateInstance(type, length);

    public static void Fill(Array values, double value)
    {
        object element = values is bool[] ? value != 0 : Convert.ChangeType(value, values.GetType().GetElementType()!);
        for (int i = 0; i < values.Length; i++) values.SetValue(element, i);
    }

    /// <summary>A tensor over an array, which stays the memory of its values.</summary>
    public static OrtValue Of(Array values, long[] shape) => values switch
    {
        float[] v => OrtValue.CreateTensorValueFromMemory(v, shape),
        double[] v => OrtValue.CreateTensorValueFromMemory(v, shape),
        long[] v => OrtValue.CreateTensorValueFromMemory(v, shape),
        int[] v => OrtValue.CreateTensorValueFromMemory(v, shape),
        byte[] v => OrtValue.CreateTensorValueFromMemory(v, shape),
        bool[] v => OrtValue.CreateTensorValueFromMemory(v, shape),
        _ => throw new NotSupportedException($"Tensors of {values.GetType()} are not known."),
    };
}
