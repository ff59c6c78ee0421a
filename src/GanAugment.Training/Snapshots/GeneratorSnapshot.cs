using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Snapshots;

/// <summary>A trained generator, ready to sample: averaged weights, standing statistics, evaluation mode, on the CPU.</summary>
public sealed class GeneratorSnapshot : IDisposable
{
    internal const string Prefix = "generator";

    /// <summary>In front of the discriminator's tensors, where an import had one.</summary>
    internal const string DiscriminatorPrefix = "discriminator";

    private GeneratorSnapshot(SnapshotDescription description, BigGanGenerator generator, TruncationStatistics? statistics, string origin)
    {
        Description = description;
        Generator = generator;
        Statistics = statistics;
        Origin = origin;
    }

    /// <summary>What is known of it.</summary>
    public SnapshotDescription Description { get; }

    /// <summary>The network. Its image is square, H = W = <see cref="Networks.BigGanSpec.Resolution"/>; the middle <see cref="TrainingData.Height"/>×<see cref="TrainingData.Width"/> of it is the data's.</summary>
    public BigGanGenerator Generator { get; }

    /// <summary>Batch statistics of every truncation, or null where there are only those that the network holds.</summary>
    internal TruncationStatistics? Statistics { get; }

    /// <summary>The file with the description.</summary>
    public string Origin { get; }

    /// <summary>Opens a generator.</summary>
    /// <param name="path">A run directory (its best snapshot, or the latest when none was measured), or the JSON file of one snapshot.</param>
    /// <exception cref="GeneratorException">There is none, or it is damaged.</exception>
    public static GeneratorSnapshot Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Directory.Exists(path) ? SnapshotFolder.Find(path) : path;
        SnapshotDescription description = SnapshotDescription.Read(file);
        string weights = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, Path.GetFileName(description.File));
        var saved = Safetensors.Read(weights, description.Sha256);
        TensorLibrary.Require();
        BigGanGenerator generator;
        try
        {
            NetworkSize.Check(description.Network.Validated(), saved.Values.Sum(tensor => (long)tensor.Values.Length), file);
            generator = new BigGanGenerator(description.Network);
        }
        catch (OptionException e)
        {
            throw new GeneratorException($"The snapshot describes no network: {e.What}", $"It is '{file}'.",
                "Copy the whole run directory again, or use another snapshot.", e);
        }

        NetworkState.Load(NetworkState.Of(generator, Prefix), saved, weights);
        generator.eval();
        return new GeneratorSnapshot(description, generator, StatisticsOf(description, generator, saved, weights), file);
    }

    /// <summary>Releases the network.</summary>
    public void Dispose()
    {
        Statistics?.Dispose();
        Generator.Dispose();
    }

    private static TruncationStatistics? StatisticsOf(SnapshotDescription description, BigGanGenerator generator,
        Dictionary<string, (float[] Values, long[] Shape)> tensors, string weights)
    {
        if (description.StatisticsSets == 1) return null;
        Dictionary<string, Tensor> sets = new(StringComparer.Ordinal);
        foreach (var (name, buffer) in TruncationStatistics.Buffers(generator))
        {
            string saved = $"{Prefix}.{TruncationStatistics.SavedName(name)}";
            if (!tensors.TryGetValue(saved, out var found) || !found.Shape.AsSpan().SequenceEqual([description.StatisticsSets, buffer.shape[0]]))
                throw new GeneratorException($"The tensor '{saved}' is missing, or not {description.StatisticsSets} sets.", $"The file is '{weights}'.",
                    "Import the checkpoint again.");
            sets.Add(name, tensor(found.Values, found.Shape)); // [sets, C]
        }

        return new TruncationStatistics(sets);
    }
}
