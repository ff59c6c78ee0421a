using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GanAugment.Tests.Evaluation;

/// <summary>Reads the little-endian arrays of NumPy that the fixtures hold.</summary>
internal static class Npy
{
    public static T[] Read<T>(string name) where T : unmanaged
    {
        byte[] file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.npy"));
        int start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        return MemoryMarshal.Cast<byte, T>(file.AsSpan(start)).ToArray();
    }
}
