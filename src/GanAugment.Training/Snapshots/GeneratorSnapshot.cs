using GanAugment.Training.Networks;

namespace GanAugment.Training.Snapshots;

/// <summary>A trained generator, ready to sample: averaged weights, standing statistics, evaluation mode, on the CPU.</summary>
public sealed class GeneratorSnapshot : IDisposable
{
    internal const string Prefix = "generator";

    private GeneratorSnapshot(SnapshotDescription description, BigGanGenerator generator, string origin)
    {
        Description = description;
        Generator = generator;
        Origin = origin;
    }

    /// <summary>What is known of it.</summary>
    public SnapshotDescription Description { get; }

    /// <summary>The network. Its image is 32×32; the middle <see cref="TrainingData.Height"/>×<see cref="TrainingData.Width"/> of it is the data's.</summary>
    public BigGanGenerator Generator { get; }

    /// <summary>The file with the description.</summary>
    public string Origin { get; }

    /// <summary>Opens a generator.</summary>
    /// <param name="path">A run directory (its best snapshot, or the latest when none was measured), or the JSON file of one snapshot.</param>
    /// <exception cref="GeneratorException">There is none, or it is damaged.</exception>
    public static GeneratorSnapshot Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Directory.Exists(path) ? RunDirectory.FindGenerator(path) : path;
        SnapshotDescription description = SnapshotDescription.Read(file);
        string weights = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, Path.GetFileName(description.File));
        var saved = Safetensors.Read(weights, description.Sha256);
        BigGanGenerator generator;
        try
        {
            generator = new BigGanGenerator(description.Network);
        }
        catch (OptionException e)
        {
            throw new GeneratorException($"The snapshot describes no network: {e.What}", $"It is '{file}'.",
                "Copy the whole run directory again, or use another snapshot.", e);
        }

        NetworkState.Load(NetworkState.Of(generator, Prefix), saved, weights);
        generator.eval();
        return new GeneratorSnapshot(description, generator, file);
    }

    /// <summary>Releases the network.</summary>
    public void Dispose() => Generator.Dispose();
}
