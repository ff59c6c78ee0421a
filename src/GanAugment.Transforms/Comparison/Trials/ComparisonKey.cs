using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GanAugment.Data;
using GanAugment.Generation;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>Names everything that a classifier's result depends on beside its seed and setting, so that stored results are taken up again only where they
/// would come out the same.</summary>
internal static class ComparisonKey
{
    /// <summary>The first 16 digits of SHA-256 over the resolved options.</summary>
    public static string Of(CheckedData data, ComparisonOptions options)
    {
        string resolved = JsonSerializer.Serialize(new
        {
            Tool = typeof(ComparisonKey).Assembly.GetName().Version?.ToString(3),
            Format = 2,
            Training = data.Training.Fingerprint,
            Subset = options.Subset?.ToString(),
            Validation = data.Validation is { } given ? DatasetFingerprint.Compute(given) : FormattableString.Invariant($"share {options.ValidationShare:R}"),
            Evaluations = data.Evaluations.Select(e => new { e.Set.Name, e.Provenance.Fingerprint }),
            Generator = options.Generator is { } generator ? Name(generator) : options.GeneratorTraining,
            options.Classifier,
            Features = options.Features?.Name,
            Pool = data.Pool is { } pool ? DatasetFingerprint.Compute(pool) : null,
            PoolFeatures = options.PoolFeatures?.Name,
            options.Target,
            options.TrainerTakesWeights,
            // Filtered images are drawn for the largest share among the arms, which changes none of them; the arms need not stand here.
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resolved)))[..16];
    }

    // Two files may say the same of themselves; what they draw tells them apart.
    private static string Name(IConditionalGenerator generator)
    {
        GeneratorManifest manifest = generator.Manifest;
        var sampler = new ConditionalSampler(generator, seed: 0);
        var images = new float[manifest.Shape.Length]; // [1, C, H, W]
        var bytes = new byte[images.Length];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(manifest.ToJson()));
        for (int c = 0; c < Math.Min(manifest.Classes.Count, 16); c++)
        {
            sampler.Sample(c, 0, 1, images);
            PixelRange.ToBytes(images, bytes);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
