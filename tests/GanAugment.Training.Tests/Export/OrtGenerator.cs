using GanAugment.Generation;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Training.Tests.Export;

/// <summary>A generator file run by ONNX Runtime without any of this project's own reader.</summary>
internal sealed class OrtGenerator : IConditionalGenerator
{
    private readonly InferenceSession session;
    private readonly RunOptions options = new();

    public OrtGenerator(string path)
    {
        session = new InferenceSession(File.ReadAllBytes(path));
        Metadata = session.ModelMetadata.CustomMetadataMap;
        Manifest = GeneratorManifest.Parse(Metadata[GeneratorManifest.MetadataKey], path);
    }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public GeneratorManifest Manifest { get; }

    public InferenceSession Session => session;

    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images) =>
        Generate(count, z, y, [.. Enumerable.Repeat(1f, count)], images);

    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, ReadOnlySpan<float> truncation, Span<float> images)
    {
        using OrtValue latents = OrtValue.CreateTensorValueFromMemory(z.ToArray(), [count, Manifest.LatentSize]);
        using OrtValue classes = OrtValue.CreateTensorValueFromMemory(y.ToArray(), [count, Manifest.Classes.Count]);
        using OrtValue truncations = OrtValue.CreateTensorValueFromMemory(truncation.ToArray(), [count]);
        using var results = Manifest.StatisticsSets is null
            ? session.Run(options, ["z", "y"], [latents, classes], ["image"])
            : session.Run(options, ["z", "y", "truncation"], [latents, classes, truncations], ["image"]);
        results[0].GetTensorDataAsSpan<float>().CopyTo(images);
    }

    public float[] Generate(float[] z, float[] y)
    {
        int count = z.Length / Manifest.LatentSize;
        var images = new float[count * Manifest.Shape.Length];
        Generate(count, z, y, images);
        return images;
    }

    public void Dispose()
    {
        options.Dispose();
        session.Dispose();
    }
}
