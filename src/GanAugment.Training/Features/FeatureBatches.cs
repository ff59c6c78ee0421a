using GanAugment.Data;
using static TorchSharp.torch;

namespace GanAugment.Training.Features;

/// <summary>Images of a batch, changed at random, with what the classifier is to say of them.</summary>
/// <remarks>Everything is addressed by the number of the draw: the same draw is the same image, shift, side and mixture.</remarks>
internal sealed class FeatureBatches
{
    // Up to a gibibyte of images stays in memory; more is read from its source again and again.
    private const long MemoryLimit = 1L << 30;

    private readonly ILabelledImageSource data;
    private readonly FeatureNetworkOptions options;
    private readonly IReadOnlyList<float>? weights;
    private readonly Device device;
    private readonly DrawOrder order;
    private readonly NamedStream changes, mixtures;
    private readonly byte[]?[] kept;

    public FeatureBatches(ILabelledImageSource data, FeatureNetworkOptions options, IReadOnlyList<float>? weights, Device device)
    {
        (this.data, this.options, this.weights, this.device) = (data, options, weights, device);
        order = new DrawOrder(options.Sampling, data, options.Seed, "feature network images");
        changes = new NamedStream(options.Seed, "feature network changes");
        mixtures = new NamedStream(options.Seed, "feature network mixtures");
        kept = (long)data.Labels.Count * data.Shape.Length <= MemoryLimit ? new byte[data.Labels.Count][] : [];
    }

    /// <summary>The batch of a step.</summary>
    /// <returns>X [N, C, H, W] in [−1, 1]; Target [N, K], each row the image's weight, spread over the classes it is to be taken for.</returns>
    public (Tensor X, Tensor Target, int[] Labels) At(int step)
    {
        ImageShape shape = data.Shape;
        int n = options.BatchSize, k = data.Classes.Count, length = shape.Length;
        var x = new float[n * length];
        var target = new float[n * k];
        var labels = new int[n];
        var bytes = new byte[length];
        for (int i = 0; i < n; i++)
        {
            long draw = (long)step * n + i;
            var (label, image) = order.At(draw);
            labels[i] = label;
            Change(Image(image), draw, bytes);
            PixelRange.ToUnit(bytes, x.AsSpan(i * length, length));
            float weight = weights?[image] ?? 1, spread = (float)(weight * options.LabelSmoothing / k);
            target.AsSpan(i * k, k).Fill(spread);
            target[i * k + label] += (float)(weight * (1 - options.LabelSmoothing));
        }

        Tensor images = tensor(x, [n, shape.Channels, shape.Height, shape.Width], device: device), targets = tensor(target, [n, k], device: device);
        if (options.MixUp == 0) return (images, targets, labels);
        // Each image with the next one of the batch, which is in random order.
        var draws = mixtures.At(step);
        var shares = new float[n];
        for (int i = 0; i < n; i++) shares[i] = (float)Beta(ref draws, options.MixUp);
        Tensor share = tensor(shares, [n, 1], device: device), pixels = share.view(n, 1, 1, 1);
        return (images * pixels + images.roll(1, 0) * (1 - pixels), targets * share + targets.roll(1, 0) * (1 - share), labels);
    }

    /// <summary>Images as they are: [indices, C, H, W] in [−1, 1].</summary>
    public Tensor Plain(int[] indices)
    {
        ImageShape shape = data.Shape;
        var x = new float[indices.Length * shape.Length];
        for (int i = 0; i < indices.Length; i++) PixelRange.ToUnit(Image(indices[i]), x.AsSpan(i * shape.Length, shape.Length));
        return tensor(x, [indices.Length, shape.Channels, shape.Height, shape.Width], device: device);
    }

    // The image shifted and turned over as the draw has it.
    private void Change(byte[] image, long draw, byte[] changed)
    {
        if (options.Shift == 0 && !options.Flip)
        {
            image.CopyTo(changed, 0);
            return;
        }

        var draws = changes.At(draw);
        int down = draws.Below(2 * options.Shift + 1) - options.Shift, right = draws.Below(2 * options.Shift + 1) - options.Shift;
        bool flips = options.Flip && draws.Below(2) == 1;
        var (channels, height, width) = (data.Shape.Channels, data.Shape.Height, data.Shape.Width);
        Array.Clear(changed);
        for (int row = Math.Max(0, down); row < Math.Min(height, height + down); row++)
            for (int c = 0; c < channels; c++)
            {
                ReadOnlySpan<byte> from = image.AsSpan((c * height + row - down) * width, width);
                Span<byte> to = changed.AsSpan((c * height + row) * width, width);
                for (int column = Math.Max(0, right); column < Math.Min(width, width + right); column++)
                {
                    int source = column - right;
                    to[column] = from[flips ? width - 1 - source : source];
                }
            }
    }

    private byte[] Image(int index)
    {
        if (kept.Length > 0 && kept[index] is { } known) return known;
        var image = new byte[data.Shape.Length];
        data.Read(index, image);
        return kept.Length > 0 ? kept[index] = image : image;
    }

    // Jöhnk's rejection (1964), in logarithms: for a small α both powers vanish. It is wanted for α up to about 1.
    private static double Beta(ref NamedStream.Draws draws, double alpha)
    {
        while (true)
        {
            double a = Math.Log(1 - draws.Unit()) / alpha, b = Math.Log(1 - draws.Unit()) / alpha;
            double larger = Math.Max(a, b), sum = larger + Math.Log(Math.Exp(a - larger) + Math.Exp(b - larger));
            if (sum <= 0) return Math.Exp(a - sum);
        }
    }
}
