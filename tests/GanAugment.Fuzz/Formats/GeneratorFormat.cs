using GanAugment.Generation;
using GanAugment.Transforms;

namespace GanAugment.Fuzz.Formats;

/// <summary>A generator: opened, and images drawn from it.</summary>
internal abstract class GeneratorFormat(string name) : Format(name)
{
    // Eight images of the most values and what ONNX Runtime makes of them.
    public override int Allowance => 1024;

    /// <summary>A generator of two classes.</summary>
    protected static GeneratorManifest Manifest { get; } = new() { Channels = 1, Height = 4, Width = 4, LatentSize = 6, Classes = ["cat", "dog"] };

    /// <summary>Draws images of the first and the last class.</summary>
    protected static void Draw(IConditionalGenerator generator)
    {
        GeneratorManifest manifest = generator.Manifest;
        _ = manifest.ToJson();
        var sampler = new ConditionalSampler(generator, seed: 1);
        var images = new float[manifest.Shape.Length];
        sampler.Sample(0, 0, 1, images);
        sampler.Sample(manifest.Classes.Count - 1, 5, 1, images);
    }

    public override void Read(string folder, string output)
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(Path.Combine(folder, "generator.onnx"));
        _ = generator.Directions?.Count;
        Draw(generator);
    }
}
