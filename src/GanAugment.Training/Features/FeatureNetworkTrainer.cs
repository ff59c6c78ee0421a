using System.Diagnostics;
using System.Security.Cryptography;
using GanAugment.Data;
using GanAugment.Training.Export;
using GanAugment.Training.Networks;
using GanAugment.Training.Steps;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Features;

/// <summary>Trains a small convolutional classifier and writes it as an ONNX file: a classifier for comparisons, and a feature network for distances and
/// filters.</summary>
public static class FeatureNetworkTrainer
{
    // Reports are for people: about a hundred, and one at the end.
    private const int Reports = 100;

    // Images that tell the size of features.
    private const int MostNormalized = 1024;

    /// <summary>Trains and writes the file. The same arguments give the same file on the same machine with the same number of threads.</summary>
    /// <param name="images">The training images, of two classes or more.</param>
    /// <param name="options">How.</param>
    /// <param name="path">The ONNX file to create or replace: input <c>image</c> [N, C, H, W] in [−1, 1]; outputs <c>features</c> [N, F], <c>logits</c> and
    /// <c>probabilities</c> [N, K].</param>
    /// <param name="weights">What each image counts, 0 or more; the loss of a batch is the weighted mean, so only proportions matter. Null: all alike.</param>
    /// <param name="progress">Told about a hundred times.</param>
    /// <param name="cancellation">Checked at every step; nothing is written then.</param>
    /// <exception cref="OptionException">An option or weight cannot work.</exception>
    /// <exception cref="DatasetException">There are fewer than two classes with images, or uniform sampling meets a class without.</exception>
    /// <exception cref="SaveException">The file cannot be written.</exception>
    public static FeatureNetworkResult Train(ILabelledImageSource images, FeatureNetworkOptions options, string path, IReadOnlyList<float>? weights = null,
        IProgress<FeatureNetworkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options.Check();
        Check(images, options, weights);
        using var threads = new ThreadScope(options.Threads);
        Device device = torch.device(options.Device);
        int classes = images.Classes.Count;
        using var network = new FeatureNetwork(images.Shape, classes, options);
        Initialization.Fill(network, options.Seed, "feature network");
        network.to(device);

        var batches = new FeatureBatches(images, options, weights, device);
        var (loss, accuracy) = Fit(network, batches, options, progress, cancellation);
        if (!double.IsFinite(loss))
            throw new OptionException("The feature network's loss is no number any more.",
                FormattableString.Invariant($"The learning rate is {options.LearningRate:G3}."), "Train with a smaller learning rate.");
        Normalize(network, batches, images.Labels.Count);
        ProtobufMessage model = FeatureNetworkGraph.Of(network, images.Shape, options.FeatureLength, classes)
            .ToModel(Metadata(images, options), ("GanAugment", Version));
        using var bytes = new MemoryStream();
        model.WriteTo(bytes);
        AtomicFile.WriteAllBytes(path, bytes.ToArray());
        return new FeatureNetworkResult(Path.GetFullPath(path), Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())), options, loss, accuracy);
    }

    private static (double Loss, double Accuracy) Fit(FeatureNetwork network, FeatureBatches batches, FeatureNetworkOptions options,
        IProgress<FeatureNetworkProgress>? progress, CancellationToken cancellation)
    {
        using var optimizer = new AdamOptimizer(network, options.LearningRate, 0.9, 0.999, 1e-8);
        var clock = Stopwatch.StartNew();
        int every = Math.Max(1, options.Steps / Reports), gathered = 0;
        double loss = 0, accuracy = 0, losses = 0, hits = 0;
        for (int step = 0; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (x, target, labels) = batches.At(step); // [N, C, H, W], [N, K]
            optimizer.ZeroGradients();
            Tensor logits = network.call(x); // [N, K]
            // A batch of weights 0 alone has nothing to teach.
            Tensor mean = -(target * F.log_softmax(logits, 1)).sum() / target.sum().clamp_min(1e-12);
            mean.backward();
            optimizer.RateScale = (1 + Math.Cos(Math.PI * step / options.Steps)) / 2;
            Decay(network, options.WeightDecay * options.LearningRate * optimizer.RateScale);
            optimizer.Step();

            losses += mean.item<float>();
            long[] found = logits.argmax(1).cpu().data<long>().ToArray();
            hits += found.Zip(labels, (f, l) => f == l ? 1.0 : 0).Average();
            if (++gathered < every && step + 1 < options.Steps) continue;
            (loss, accuracy) = (losses / gathered, hits / gathered);
            (losses, hits, gathered) = (0, 0, 0);
            progress?.Report(new FeatureNetworkProgress(step + 1, options.Steps, loss, accuracy, clock.Elapsed / (step + 1) * (options.Steps - step - 1)));
        }

        return (loss, accuracy);
    }

    // To a mean square of 1: the kernel distance, (a·b / F + 1)³, has a scale of its own, and training leaves features at any.
    private static void Normalize(FeatureNetwork network, FeatureBatches batches, int count)
    {
        using var guard = no_grad();
        int looked = Math.Min(count, MostNormalized);
        double squares = 0;
        foreach (int[] part in Enumerable.Range(0, looked).Select(i => (int)((long)i * count / looked)).Chunk(64))
        {
            using var scope = NewDisposeScope();
            squares += network.Features(batches.Plain(part)).square().mean().item<float>() * part.Length;
        }

        if (squares > 0) network.ScaleFeatures(1 / Math.Sqrt(squares / looked));
    }

    private static void Decay(FeatureNetwork network, double share)
    {
        if (share == 0) return;
        using var guard = no_grad();
        foreach (var (_, parameter) in network.named_parameters())
            if (parameter.dim() > 1) parameter.mul_(1 - share);
    }

    private static void Check(ILabelledImageSource images, FeatureNetworkOptions options, IReadOnlyList<float>? weights)
    {
        int[] counts = images.CountPerClass();
        int present = counts.Count(n => n > 0);
        if (present < 2)
            throw new DatasetException($"A classifier cannot be trained on images of {present} class{(present == 1 ? "" : "es")}.",
                $"The data is '{images.Origin}'.", "Give labelled images of two classes or more, or an ONNX file of features.");
        if (options.Sampling != ClassSampling.Natural && Array.IndexOf(counts, 0) is >= 0 and int empty)
            throw new DatasetException($"The class '{images.Classes[empty]}' has no image to draw.", $"The data is '{images.Origin}'.",
                "Give every class an image, or draw classes as the data has them.");
        if (weights is null) return;
        if (weights.Count != images.Labels.Count)
            throw new OptionException($"{images.Labels.Count} images have {weights.Count} weights.", $"The data is '{images.Origin}'.",
                "Give one weight for each image.");
        for (int i = 0; i < weights.Count; i++)
            if (!(weights[i] >= 0 && float.IsFinite(weights[i])))
                throw new OptionException(FormattableString.Invariant($"Image {i} has the weight {weights[i]}."), $"The data is '{images.Origin}'.",
                    "Give weights of 0 or more.");
        if (!weights.Any(w => w > 0))
            throw new OptionException("All images have the weight 0.", $"The data is '{images.Origin}'.", "Give some image a weight above 0.");
    }

    // Without the number of threads: equal files are to have equal bytes.
    private static IEnumerable<(string Key, string Value)> Metadata(ILabelledImageSource images, FeatureNetworkOptions options) =>
    [
        ("names", ClassNames.Dictionary(images.Classes)),
        (FeatureNetworkManifest.MetadataKey, TrainingJson.Write(new FeatureNetworkManifest(1, images.Shape.Channels, images.Shape.Height, images.Shape.Width,
            [.. images.Classes], images.CountPerClass(), DatasetFingerprint.Compute(images), images.Origin, options with { Threads = null },
            $"GanAugment {Version}"))),
    ];

    private static string Version { get; } = typeof(FeatureNetworkTrainer).Assembly.GetName().Version!.ToString(3);
}
