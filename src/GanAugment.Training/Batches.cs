using GanAugment.Data;
using GanAugment.Generation;
using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>Real images and latents as tensors, drawn by position. Images smaller than the networks lie in the middle of their background.</summary>
internal sealed class Batches : IBatches
{
    // What unprinted paper, an empty sky of a scan and MNIST's surroundings share: 0, black, −1 for the networks.
    private const byte Background = 0;

    // Up to a gibibyte of images stays in memory; more is read from its source again and again.
    private const long MemoryLimit = 1L << 30;

    private readonly ILabelledImageSource data;
    private readonly byte[]?[] kept;
    private readonly int resolution;
    private readonly int classes;
    private readonly int latentSize;
    private readonly Device device;
    private readonly DrawOrder reals;
    private readonly DrawOrder fakes;
    private readonly LatentStream latents;

    /// <summary>Prepares to draw from the images; where they take little memory, each is read once.</summary>
    /// <param name="data">The training images.</param>
    /// <param name="plan">The run.</param>
    /// <param name="device">Where tensors are made.</param>
    public Batches(ILabelledImageSource data, TrainingPlan plan, Device device)
    {
        this.device = device;
        this.data = data;
        resolution = plan.Network.Resolution;
        classes = data.Classes.Count;
        latentSize = plan.Network.LatentSize;
        kept = (long)data.Labels.Count * data.Shape.Length <= MemoryLimit ? new byte[data.Labels.Count][] : [];
        Labels = data.Labels;
        reals = new DrawOrder(plan.Options.ClassSampling, data, plan.Options.Seed, "real images");
        fakes = new DrawOrder(plan.Options.ClassSampling, data, plan.Options.Seed, "fake labels");
        latents = new LatentStream(new NamedStream(plan.Options.Seed, "training latents").Seed);
    }

    /// <summary>The class of every image.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    public (Tensor X, Tensor Y) Real(long first, int count)
    {
        var draws = new (int Class, int Image)[count];
        for (int i = 0; i < count; i++) draws[i] = reals.At(first + i);
        return (Images(Array.ConvertAll(draws, d => d.Image)), OneHot(Array.ConvertAll(draws, d => d.Class)));
    }

    /// <inheritdoc/>
    public (Tensor Z, Tensor Y) Latent(long first, int count)
    {
        var labels = new int[count];
        var z = new float[count * latentSize];
        for (int i = 0; i < count; i++)
        {
            labels[i] = fakes.At(first + i).Class;
            latents.Fill(labels[i], first + i, z.AsSpan(i * latentSize, latentSize));
        }

        return (tensor(z, [count, latentSize], device: device), OneHot(labels));
    }

    /// <summary>These images: [indices, C, R, R] in [−1, 1].</summary>
    public Tensor Images(int[] indices)
    {
        ImageShape shape = data.Shape;
        int length = shape.Channels * resolution * resolution;
        var padded = new byte[length];
        var x = new float[indices.Length * length];
        for (int i = 0; i < indices.Length; i++)
        {
            Array.Fill(padded, Background);
            Center(Image(indices[i]), shape, padded);
            PixelRange.ToUnit(padded, x.AsSpan(i * length, length));
        }

        return tensor(x, [indices.Length, shape.Channels, resolution, resolution], device: device);
    }

    /// <summary>Labels as one-hot rows: [labels, K].</summary>
    public Tensor OneHot(int[] labels)
    {
        var y = new float[labels.Length * classes];
        for (int i = 0; i < labels.Length; i++) y[i * classes + labels[i]] = 1;
        return tensor(y, [labels.Length, classes], device: device);
    }

    /// <summary>Where an image begins inside the padding: (resolution − size) / 2, rounded down.</summary>
    public static int Margin(int size, int resolution) => (resolution - size) / 2;

    private byte[] Image(int index)
    {
        if (kept.Length > 0 && kept[index] is { } known) return known;
        var image = new byte[data.Shape.Length];
        data.Read(index, image);
        return kept.Length > 0 ? kept[index] = image : image;
    }

    private void Center(ReadOnlySpan<byte> image, ImageShape shape, Span<byte> padded)
    {
        int top = Margin(shape.Height, resolution), left = Margin(shape.Width, resolution);
        for (int c = 0; c < shape.Channels; c++)
            for (int row = 0; row < shape.Height; row++)
                image.Slice((c * shape.Height + row) * shape.Width, shape.Width).CopyTo(padded[((c * resolution + top + row) * resolution + left)..]);
    }
}
