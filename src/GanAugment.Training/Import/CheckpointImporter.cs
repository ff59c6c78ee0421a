using GanAugment.Generation;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Import;

/// <summary>Turns checkpoints of other BigGAN programs into snapshots that can be exported, sampled and trained on.</summary>
/// <remarks>Checkpoints of torch.save are programs; nothing in them is run. Memory stays in the order of the file's size whatever its headers claim.</remarks>
public static class CheckpointImporter
{
    /// <summary>Finds out what a checkpoint is without reading its weights.</summary>
    /// <param name="options">What to import.</param>
    /// <exception cref="GeneratorException">A file is missing, damaged, refused, or no BigGAN.</exception>
    /// <exception cref="OptionException">The files leave something open that the options do not say; the error names all of it.</exception>
    public static ImportPlan Plan(ImportOptions options)
    {
        using OpenedCheckpoint checkpoint = OpenedCheckpoint.Open(options);
        return checkpoint.Plan;
    }

    /// <summary>Imports a checkpoint.</summary>
    /// <param name="options">What to import.</param>
    /// <param name="folder">The folder to write: a description and a safetensors file with the generator and, where there is one, the discriminator.</param>
    /// <param name="progress">Is told how far the reading is.</param>
    /// <param name="cancellation">Stops before the next tensor; nothing is written then.</param>
    /// <exception cref="GeneratorException">A file is missing, damaged, refused, or no BigGAN.</exception>
    /// <exception cref="OptionException">The files leave something open that the options do not say; the error names all of it.</exception>
    /// <exception cref="SaveException">The folder could not be written.</exception>
    public static ImportPlan Import(ImportOptions options, string folder, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using OpenedCheckpoint checkpoint = OpenedCheckpoint.Open(options);
        ImportPlan plan = checkpoint.Plan;
        TensorLibrary.Require();
        long read = 0;
        void Filled(long count) => progress?.Report(new ImportProgress(read += count, checkpoint.Values));
        using var scope = NewDisposeScope();
        var generator = new BigGanGenerator(plan.Network);
        NetworkFilling.Fill(generator, checkpoint.Generator, Filled, cancellation);
        List<(string, Tensor)> tensors = [.. NetworkState.Of(generator, GeneratorSnapshot.Prefix), .. Sets(checkpoint, generator)];
        if (checkpoint.Discriminator is { } weights)
        {
            var discriminator = new BigGanDiscriminator(plan.Network);
            NetworkFilling.Fill(discriminator, weights, Filled, cancellation);
            tensors.AddRange(NetworkState.Of(discriminator, GeneratorSnapshot.DiscriminatorPrefix));
        }

        SnapshotFolder.Save(folder, Safetensors.Encode(tensors), (file, checksum) => Describe(plan, file, checksum));
        return plan;
    }

    // Every truncation's statistics, beside those that the network holds.
    private static IEnumerable<(string, Tensor)> Sets(OpenedCheckpoint checkpoint, BigGanGenerator generator) =>
        checkpoint.Generator is not HuggingFaceWeights weights ? [] : TruncationStatistics.Buffers(generator).Select(b =>
            ($"{GeneratorSnapshot.Prefix}.{TruncationStatistics.SavedName(b.Name)}",
                tensor(weights.ReadSets(b.Name), [checkpoint.Plan.StatisticsSets, b.Buffer.shape[0]]))); // [sets, C]

    private static SnapshotDescription Describe(ImportPlan plan, string file, string checksum) => new()
    {
        File = file,
        Sha256 = checksum,
        Step = 0,
        ImagesSeen = 0,
        Network = plan.Network,
        Data = new TrainingData
        {
            Origin = $"unknown, imported from {Path.GetFileName(plan.Generator)}",
            Fingerprint = null,
            Channels = plan.Network.ImageChannels,
            Height = plan.Network.Resolution,
            Width = plan.Network.Resolution,
            Classes = plan.Classes,
            ImagesPerClass = null,
        },
        Seed = 0,
        StandingTruncation = plan.StandingTruncation,
        StandingBatches = 0,
        StatisticsSets = plan.StatisticsSets,
        Imported = new ImportOrigin(plan.Format, Path.GetFileName(plan.Generator), IsAverage(plan)),
    };

    // ajbrock's programs say it in the file's name alone; the Hugging Face models are converted from averages.
    private static bool? IsAverage(ImportPlan plan)
    {
        string name = Path.GetFileNameWithoutExtension(plan.Generator);
        return plan.Format == CheckpointFormat.HuggingFace || name.StartsWith("G_ema", StringComparison.Ordinal) ? true
            : name == "G" || name.StartsWith("G_", StringComparison.Ordinal) ? false : null;
    }
}
