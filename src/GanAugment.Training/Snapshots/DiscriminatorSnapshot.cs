using GanAugment.Training.Networks;

namespace GanAugment.Training.Snapshots;

/// <summary>A trained discriminator, ready to judge: in evaluation mode, on the CPU.</summary>
public sealed class DiscriminatorSnapshot : IDisposable
{
    private DiscriminatorSnapshot(SnapshotDescription generator, SavedDiscriminator saved, BigGanDiscriminator discriminator)
    {
        Generator = generator;
        Discriminator = discriminator;
        (Step, ImagesSeen, Told, Origin) = (saved.Step, saved.ImagesSeen, saved.Told, saved.Origin);
    }

    /// <summary>What is known of the generator that it was trained with.</summary>
    public SnapshotDescription Generator { get; }

    /// <summary>The network. Its images are square, H = W = <see cref="BigGanSpec.Resolution"/>; smaller ones lie in their middle, in black.</summary>
    public BigGanDiscriminator Discriminator { get; }

    /// <summary>Generator updates after which its weights were saved; null where an import does not say.</summary>
    public int? Step { get; }

    /// <summary>Real images that it was shown; null where an import does not say.</summary>
    public long? ImagesSeen { get; }

    /// <summary>How much of the class it was told when it was saved, 0 … 1: its y is this times the one-hot class.</summary>
    /// <value>1, but for runs with <see cref="TrainingOptions.ConditioningRamp"/> that did not come to its end.</value>
    public double Told { get; }

    /// <summary>The file that describes it.</summary>
    public string Origin { get; }

    /// <summary>Opens the discriminator of a generator: that of the generator's own step where the run keeps it, else that of its latest state of
    /// training.</summary>
    /// <param name="path">A run directory, a folder that an import wrote, or the JSON file of one snapshot in them.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="GeneratorException">There is no generator, or what there is is damaged.</exception>
    public static DiscriminatorSnapshot? Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Directory.Exists(path) ? SnapshotFolder.Find(path) : path;
        SnapshotDescription description = SnapshotDescription.Read(file);
        if (SavedDiscriminator.Of(description, file) is not { } saved) return null;
        BigGanDiscriminator discriminator;
        try
        {
            discriminator = new BigGanDiscriminator(description.Network);
        }
        catch (OptionException e)
        {
            throw new GeneratorException($"The snapshot describes no network: {e.What}", $"It is '{file}'.",
                "Copy the whole run directory again, or use another snapshot.", e);
        }

        NetworkState.Load(NetworkState.Of(discriminator, "").Select(t => (t.Name[1..], t.Value)), saved.Tensors, saved.Origin);
        discriminator.eval();
        return new DiscriminatorSnapshot(description, saved, discriminator);
    }

    /// <summary>Releases the network.</summary>
    public void Dispose() => Discriminator.Dispose();
}
