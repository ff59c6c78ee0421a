using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;

namespace GanAugment.Training.Export;

/// <summary>Turns a trained discriminator into one ONNX file, for rejection sampling beside its generator.</summary>
public static class DiscriminatorOnnxExporter
{
    /// <summary>The name under which the runtime seeks a discriminator beside a generator that names none.</summary>
    public const string FileName = "discriminator.onnx";

    // Any seed will do; a fixed one keeps the check, like the file, the same every time.
    private const long CheckSeed = 0x6F6E6E79;

    /// <summary>Writes, checks and publishes a discriminator file. The same discriminator gives the same bytes.</summary>
    /// <param name="snapshot">The discriminator.</param>
    /// <param name="outputPath">The file to create or replace. Whatever stands there stays as it is until the new file has passed the check.</param>
    /// <param name="open">Opens a file for the check, for example with ONNX Runtime.</param>
    /// <exception cref="GeneratorException">The file's logits differ by more than <see cref="ExportParityCheck.Limit"/> of the largest.</exception>
    /// <exception cref="SaveException">The file could not be written.</exception>
    public static DiscriminatorExport Export(DiscriminatorSnapshot snapshot, string outputPath, Func<string, IImageCritic> open)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentException.ThrowIfNullOrEmpty(outputPath);
        ArgumentNullException.ThrowIfNull(open);
        DiscriminatorManifest manifest = Describe(snapshot);
        ProtobufMessage model = DiscriminatorGraph.Of(snapshot.Discriminator, manifest.Shape, snapshot.Told)
            .ToModel([(GeneratorManifest.MetadataKey, manifest.ToJson())], ("GanAugment", GeneratorOnnxExporter.Version));
        double difference = CheckedFile.Publish(model, outputPath, "discriminator", snapshot.Origin, path =>
        {
            using IImageCritic exported = open(path);
            return DiscriminatorParityCheck.MaximumDifference(snapshot.Discriminator, exported, manifest.Shape, snapshot.Told, CheckSeed);
        });
        return new DiscriminatorExport(Path.GetFullPath(outputPath), model.Length, manifest, difference);
    }

    private static DiscriminatorManifest Describe(DiscriminatorSnapshot snapshot)
    {
        SnapshotDescription known = snapshot.Generator;
        return new DiscriminatorManifest
        {
            Channels = known.Data.Channels,
            Height = known.Data.Height,
            Width = known.Data.Width,
            Classes = known.Data.Classes,
            Architecture = Architecture(known.Network),
            DatasetFingerprint = known.Data.Fingerprint,
            Step = snapshot.Step,
            ImagesSeen = snapshot.ImagesSeen,
            Seed = known.Imported is null ? known.Seed : null,
            Tool = $"GanAugment {GeneratorOnnxExporter.Version}",
        };
    }

    private static string Architecture(BigGanSpec spec)
    {
        string words = $"{GeneratorOnnxExporter.Family(spec)} discriminator {spec.Resolution}, channels {string.Join('-', spec.DiscriminatorChannels)}";
        return spec.DiscriminatorAttention is int size ? words + FormattableString.Invariant($", attention at {size}") : words;
    }
}
