using GanAugment.Data;
using GanAugment.Generation;
using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>Real images and latents as tensors, drawn by position. Images smaller than the networks lie in the middle of their background.</summary>
internal sealed class Batches
{
    // What unprinted paper, an empty sky of a scan and MNIST's surroundings share: 0, black, −1 for the networks.
    private const byte Background = 0;

    private readonly byte[] pixels;
    private readonly int imageLength;
    private readonly int channels;
    private readonly int classes;
    private readonly int latentSize;
    private readonly Device device;
    private readonly DrawOrder reals;
    private readonly DrawOrder fakes;
    private readonly LatentStream latents;

    /// <summary>Reads all images into memory, as bytes.</summary>
    /// <param name="data">The training images.</param>
    /// <param name="plan">The run.</param>
    /// <param name="device">Where tensors are made.</param>
    public Batches(ILabelledImageSource data, TrainingPlan plan, Device device)
    {
        this.device = device;
        channels = data.Shape.Channels;
        classes = data.Classes.Count;
        latentSize = plan.Network.LatentSize;
        imageLength = channels * TrainingPlan.Resolution * TrainingPlan.Resolution;
        pixels = new byte[checked(data.Labels.Count * imageLength)];
        Array.Fill(pixels, Background);
        var image = new byte[data.Shape.Length];
        for (int i = 0; i < data.Labels.Count; i++)
        {
            data.Read(i, image);
            Center(image, data.Shape, pixels.AsSpan(i * imageLength, imageLength));
        }

        Labels = data.Labels;
        reals = new DrawOrder(plan.Options.ClassSampling, data, plan.Options.Seed, "real images");
        fakes = new DrawOrder(plan.Options.ClassSampling, data, plan.Options.Seed, "fake labels");
        latents = new LatentStream(new NamedStream(plan.Options.Seed, "training latents").Seed);
    }

    /// <summary>The class of every image.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Draws <paramref name="first"/> … of the endless sequence of real images.</summary>
    /// <returns>x [count, C, 32, 32] in [−1, 1] and one-hot y [count, K].</returns>
    public (Tensor X, Tensor Y) Real(long first, int count)
    {
        var draws = new (int Class, int Image)[count];
        for (int i = 0; i < count; i++) draws[i] = reals.At(first + i);
        return (Images(Array.ConvertAll(draws, d => d.Image)), OneHot(Array.ConvertAll(draws, d => d.Class)));
    }

    /// <summary>Draws <paramref name="first"/> … of the endless sequence of latents and classes to generate.</summary>
    /// <returns>z [count, Z] ~ N(0, I) and one-hot y [count, K].</returns>
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

    /// <summary>These images: [indices, C, 32, 32] in [−1, 1].</summary>
    public Tensor Images(int[] indices)
    {
        var x = new float[indices.Length * imageLength];
        for (int i = 0; i < indices.Length; i++)
            PixelRange.ToUnit(pixels.AsSpan(indices[i] * imageLength, imageLength), x.AsSpan(i * imageLength, imageLength));
        return tensor(x, [indices.Length, channels, TrainingPlan.Resolution, TrainingPlan.Resolution], device: device);
    }

    /// <summary>Labels as one-hot rows: [labels, K].</summary>
    public Tensor OneHot(int[] labels)
    {
        var y = new float[labels.Length * classes];
        for (int i = 0; i < labels.Length; i++) y[i * classes + labels[i]] = 1;
        return tensor(y, [labels.Length, classes], device: device);
    }

    /// <summary>Where the image begins inside the padding: (resolution − size) / 2, rounded down.</summary>
    public static int Margin(int size) => (TrainingPlan.Resolution - size) / 2;

    private static void Center(ReadOnlySpan<byte> image, ImageShape shape, Span<byte> padded)
    {
        for (int c = 0; c < shape.Channels; c++)
            for (int row = 0; row < shape.Height; row++)
            {
                int target = (c * TrainingPlan.Resolution + Margin(shape.Height) + row) * TrainingPlan.Resolution + Margin(shape.Width);
                image.Slice((c * shape.Height + row) * shape.Width, shape.Width).CopyTo(padded[target..]);
            }
    }
}
