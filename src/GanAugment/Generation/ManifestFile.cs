namespace GanAugment.Generation;

/// <summary>Manifests of ONNX files that were exported by other programs: beside the file, or put into a copy of it.</summary>
public static class ManifestFile
{
    private const int MetadataField = 14, LengthDelimited = 2;

    /// <summary>The file that holds the manifest of an ONNX file without one: <c>generator.onnx.json</c> for <c>generator.onnx</c>.</summary>
    /// <param name="modelFile">The ONNX file.</param>
    public static string Beside(string modelFile) => modelFile + ".json";

    /// <summary>Writes a manifest beside an ONNX file, which stays as it is.</summary>
    /// <param name="modelFile">The ONNX file.</param>
    /// <param name="manifest">What it is.</param>
    /// <returns>The file that was written.</returns>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public static string Attach(string modelFile, GeneratorManifest manifest)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelFile);
        ArgumentNullException.ThrowIfNull(manifest);
        string path = Beside(modelFile);
        AtomicFile.WriteAllText(path, manifest.ToJson() + "\n");
        return path;
    }

    /// <summary>Writes a copy of an ONNX file that holds its manifest.</summary>
    /// <param name="modelFile">An ONNX file without a manifest.</param>
    /// <param name="manifest">What it is.</param>
    /// <param name="outputFile">The file to create or replace.</param>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public static void Embed(string modelFile, GeneratorManifest manifest, string outputFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelFile);
        ArgumentNullException.ThrowIfNull(manifest);
        byte[] model = File.ReadAllBytes(modelFile);
        // A protobuf message goes on where it ends: one more entry of a repeated field needs nothing else.
        byte[] entry = [.. Field(1, GeneratorManifest.MetadataKey), .. Field(2, manifest.ToJson())];
        AtomicFile.Write(outputFile, stream =>
        {
            stream.Write(model);
            stream.Write(Header(MetadataField, entry.Length));
            stream.Write(entry);
        });
    }

    private static byte[] Field(int number, string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return [.. Header(number, bytes.Length), .. bytes];
    }

    private static byte[] Header(int number, int length)
    {
        var bytes = new List<byte> { (byte)(number << 3 | LengthDelimited) };
        for (; length > 0x7F; length >>= 7) bytes.Add((byte)(length | 0x80));
        bytes.Add((byte)length);
        return [.. bytes];
    }
}
