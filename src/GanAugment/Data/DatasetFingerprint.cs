using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GanAugment.Data;

/// <summary>Names a data set by its content, so that a generator can say what it was trained on and two sets can be told apart.</summary>
public static class DatasetFingerprint
{
    /// <summary>SHA-256 over shape, class names, and the label and pixels of every image in order, as 64 lower-case hexadecimal digits.</summary>
    /// <remarks>Where the images are stored, in what format and under which path makes no difference. Reads every image.</remarks>
    public static string Compute(ILabelledImageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[4];
        Append(hash, number, source.Shape.Channels);
        Append(hash, number, source.Shape.Height);
        Append(hash, number, source.Shape.Width);
        Append(hash, number, source.Classes.Count);
        foreach (string name in source.Classes)
        {
            // The length before each name keeps ["ab", "c"] apart from ["a", "bc"].
            byte[] text = Encoding.UTF8.GetBytes(name);
            Append(hash, number, text.Length);
            hash.AppendData(text);
        }

        Append(hash, number, source.Labels.Count);
        var pixels = new byte[source.Shape.Length];
        for (int i = 0; i < source.Labels.Count; i++)
        {
            Append(hash, number, source.Labels[i]);
            source.Read(i, pixels);
            hash.AppendData(pixels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, Span<byte> buffer, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer, value);
        hash.AppendData(buffer);
    }
}
