using System.Reflection;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Training.Editing;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;

namespace GanAugment.Training.Export;

/// <summary>Turns a trained generator into one ONNX file that this project and every other ONNX runtime can run.</summary>
public static class GeneratorOnnxExporter
{
    // Any seed will do; a fixed one keeps the check, like the file, the same every time.
    private const long CheckSeed = 0x6F6E6E78;

    private const string FrechetKey = "frechetDistance.probeFeatures.classMean";

    /// <summary>Writes, checks and publishes a generator file. The same generator gives the same bytes.</summary>
    /// <param name="runDirectoryOrSnapshot">A run directory (its best snapshot, or the latest when none was measured), or a snapshot's JSON file.</param>
    /// <param name="outputPath">The file to create or replace. Whatever stands there stays as it is until the new file has passed the check.</param>
    /// <param name="open">Opens a file for the check, for example with ONNX Runtime.</param>
    /// <param name="datasetLicence">The licence of the training images, for the manifest; null when it is unknown.</param>
    /// <param name="discriminator">The name of the discriminator's file in the same folder, for the manifest; null when there is none.</param>
    /// <exception cref="GeneratorException">There is no generator, or the file's images differ by more than <see cref="ExportParityCheck.Limit"/>.</exception>
    /// <exception cref="SaveException">The file could not be written.</exception>
    public static ExportResult Export(string runDirectoryOrSnapshot, string outputPath, Func<string, IConditionalGenerator> open, string? datasetLicence = null,
        string? discriminator = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputPath);
        ArgumentNullException.ThrowIfNull(open);
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(runDirectoryOrSnapshot);
        GeneratorManifest manifest = Describe(snapshot, datasetLicence) with { Discriminator = discriminator };
        ProtobufMessage model = Model(snapshot.Generator, manifest, snapshot.Statistics, ImagesOf(snapshot));
        double difference = CheckedFile.Publish(model, outputPath, "generator", snapshot.Origin, path =>
        {
            using IConditionalGenerator exported = open(path);
            return ExportParityCheck.MaximumDifference(snapshot.Generator, exported, CheckSeed, snapshot.Statistics);
        });
        return new ExportResult(Path.GetFullPath(outputPath), model.Length, manifest, difference);
    }

    /// <summary>The file's content.</summary>
    internal static ProtobufMessage Model(
        BigGanGenerator network, GeneratorManifest manifest, TruncationStatistics? statistics = null, TrainingImageIndex? images = null) =>
        GeneratorGraph.Of(network, manifest.Shape, statistics).ToModel(
            [.. Metadata(manifest, ClosedFormDirections.Of(network)), .. images is null ? [] : new[] { (TrainingImageIndex.MetadataKey, images.ToJson()) }],
            ("GanAugment", Version));

    // Only that of the very data set: a snapshot that was copied into another run's folder is no work of that run.
    private static TrainingImageIndex? ImagesOf(GeneratorSnapshot snapshot) =>
        TrainedImages.Of(snapshot.Origin) is { } index && index.DatasetFingerprint == snapshot.Description.Data.Fingerprint ? index : null;

    private static GeneratorManifest Describe(GeneratorSnapshot snapshot, string? licence)
    {
        SnapshotDescription known = snapshot.Description;
        BigGanSpec spec = known.Network;
        return new GeneratorManifest
        {
            Channels = known.Data.Channels,
            Height = known.Data.Height,
            Width = known.Data.Width,
            LatentSize = spec.LatentSize,
            Classes = known.Data.Classes,
            Architecture = Architecture(spec),
            ExponentialMovingAverage = known.Imported is { } origin ? origin.Average : true,
            StandingStatisticsTruncation = snapshot.Statistics is null ? known.StandingTruncation.ToString() : null,
            StandingStatisticsBatches = known.Imported is null ? known.StandingBatches : null,
            StatisticsSets = snapshot.Statistics?.Count,
            DatasetFingerprint = known.Data.Fingerprint,
            DatasetOrigin = known.Data.Origin,
            DatasetLicence = licence,
            TrainingImagesPerClass = known.Data.ImagesPerClass,
            ImagesSeen = known.Imported is null ? known.ImagesSeen : null,
            Seed = known.Imported is null ? known.Seed : null,
            Metrics = known.FrechetDistance is double distance
                ? new SortedDictionary<string, double>((known.Metrics ?? new Dictionary<string, double>()).ToDictionary(), StringComparer.Ordinal)
                    { [FrechetKey] = distance }
                : null,
            Tool = $"GanAugment {Version}",
        };
    }

    private static string Architecture(BigGanSpec spec)
    {
        string words = $"{Family(spec)} {spec.Resolution}, channels {string.Join('-', spec.GeneratorChannels)}";
        if (spec.Hierarchical) words += ", hierarchical z";
        if (spec.SharedEmbedding is int shared) words += FormattableString.Invariant($", shared embedding {shared}");
        if (spec.GeneratorAttention is int size) words += FormattableString.Invariant($", attention at {size}");
        return words;
    }

    // The image keys are those of ONNX's MetadataProps document; `names` is what object-recognition tools write.
    private static IEnumerable<(string Key, string Value)> Metadata(GeneratorManifest manifest, LatentDirections directions) =>
    [
        ("Image.BitmapPixelFormat", manifest.Channels switch { 1 => "Gray8", 3 => "Rgb8", _ => "Rgba8" }),
        ("Image.ColorSpaceGamma", "SRGB"),
        ("Image.NominalPixelRange", "Normalized_1_1"),
        ("names", ClassNames.Dictionary(manifest.Classes)),
        (GeneratorManifest.MetadataKey, manifest.ToJson()),
        (LatentDirections.MetadataKey, directions.ToJson()),
    ];

    internal static string Family(BigGanSpec spec) => spec.Architecture == BigGanArchitecture.BigGanDeep ? "BigGAN-deep" : "BigGAN";

    internal static string Version { get; } = typeof(GeneratorOnnxExporter).Assembly.GetName().Version!.ToString(3);
}
