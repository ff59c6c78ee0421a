using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Training.Tests.Export;

/// <summary>A discriminator file run by ONNX Runtime without any of this project's own reader.</summary>
internal sealed class OrtCritic : IImageCritic
{
    private readonly RunOptions options = new();

    public OrtCritic(string path)
    {
        Session = new InferenceSession(File.ReadAllBytes(path));
        Manifest = DiscriminatorManifest.Parse(Session.ModelMetadata.CustomMetadataMap[GeneratorManifest.MetadataKey], path);
    }

    public InferenceSession Session { get; }

    public DiscriminatorManifest Manifest { get; }

    public void Criticise(int count, ImageShape shape, ReadOnlySpan<float> images, ReadOnlySpan<int> classes, Span<float> logits)
    {
        var y = new float[count * Manifest.Classes.Count]; // [N, K]
        for (int n = 0; n < count; n++) y[n * Manifest.Classes.Count + classes[n]] = 1;
        Judge(images.ToArray(), y).CopyTo(logits);
    }

    /// <summary>Logits of images [N, C, H, W] under class mixtures [N, K].</summary>
    public float[] Judge(float[] images, float[] y)
    {
        int count = images.Length / Manifest.Shape.Length;
        using OrtValue pixels = OrtValue.CreateTensorValueFromMemory(images, [count, Manifest.Channels, Manifest.Height, Manifest.Width]);
        using OrtValue classes = OrtValue.CreateTensorValueFromMemory(y, [count, Manifest.Classes.Count]);
        using var results = Session.Run(options, ["image", "y"], [pixels, classes], ["logit"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        options.Dispose();
        Session.Dispose();
    }
}
