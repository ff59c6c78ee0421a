using System.Security.Cryptography;
using System.Text;
using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Training.Features;
using GanAugment.Transforms;

namespace GanAugment.Cli.Comparing;

/// <summary>Features of a small network that learns the classes of the pool when it is first asked for them, and is kept in the comparison's folder.</summary>
/// <param name="pool">The images.</param>
/// <param name="folder">Where it is kept.</param>
/// <param name="progress">Told while it learns.</param>
/// <param name="cancellation">Stops that.</param>
internal sealed class KeptFeatures(ILabelledImageSource pool, string folder, IProgress<FeatureNetworkProgress> progress, CancellationToken cancellation)
    : IFeatureExtractor
{
    private readonly FeatureNetworkOptions options = new();
    private OnnxFeatureExtractor? opened;

    public string Name => FormattableString.Invariant($"features of the pool, {options.Steps} steps, {Key}");

    public int Length => options.FeatureLength;

    private string Key => field ??=
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DatasetFingerprint.Compute(pool) + options.ToJson())))[..12];

    public void Extract(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> features) =>
        (opened ??= Open()).Extract(count, shape, images, features);

    public void Dispose() => opened?.Dispose();

    private OnnxFeatureExtractor Open()
    {
        string file = Path.Combine(folder, $"pool-features-{Key}.onnx");
        if (!File.Exists(file)) FeatureNetworkTrainer.Train(pool, options, file, progress: progress, cancellation: cancellation);
        return new OnnxFeatureExtractor(file);
    }
}
