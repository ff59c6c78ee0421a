using GanAugment.Generation;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>Samples of a generator in evaluation mode, class by class, a few at a time.</summary>
/// <param name="generator">The generator.</param>
/// <param name="latents">Row i of class c has the same latent whenever it is asked for.</param>
/// <param name="batches">Makes class vectors.</param>
internal sealed class ClassSamples(BigGanGenerator generator, LatentStream latents, Batches batches)
{
    /// <summary>How many images are made at once.</summary>
    public const int BatchSize = 64;

    /// <summary>How many images a measurement takes in all where nothing else is said.</summary>
    public const int DefaultImages = 1024;

    /// <summary>How many images of each class a measurement of so many takes: a mean needs some, whatever the number of classes.</summary>
    public static int PerClass(int images, int classes) => Math.Clamp(images / classes, 16, 512);

    /// <summary>The first samples of a class, put through a function and joined.</summary>
    /// <param name="label">The class.</param>
    /// <param name="count">How many.</param>
    /// <param name="read">[N, C, R, R] → any number of values per image.</param>
    public float[] Collect(int label, int count, Func<Tensor, float[]> read)
    {
        using var guard = no_grad();
        List<float> all = [];
        int size = generator.Spec.LatentSize;
        for (int first = 0; first < count; first += BatchSize)
        {
            using var scope = NewDisposeScope();
            int rows = Math.Min(BatchSize, count - first);
            var z = new float[rows * size];
            for (int i = 0; i < rows; i++) latents.Fill(label, first + i, z.AsSpan(i * size, size));
            Tensor y = batches.OneHot([.. Enumerable.Repeat(label, rows)]); // [N, K]
            all.AddRange(read(generator.call(tensor(z, [rows, size], device: y.device), y))); // [N, C, R, R]
        }

        return [.. all];
    }
}
