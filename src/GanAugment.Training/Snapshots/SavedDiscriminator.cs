using GanAugment.Training.Steps;

namespace GanAugment.Training.Snapshots;

/// <summary>The discriminator's weights where they were saved: beside the generator in an import, in the states of training in a run.</summary>
/// <param name="Tensors">Values and shapes by the network's own names.</param>
/// <param name="Step">Generator updates after which they were saved; null in an import.</param>
/// <param name="ImagesSeen">Real images shown to it; null in an import.</param>
/// <param name="Origin">The file that describes them.</param>
internal sealed record SavedDiscriminator(
    IReadOnlyDictionary<string, (float[] Values, long[] Shape)> Tensors, int? Step, long? ImagesSeen, string Origin)
{
    private const string Prefix = $"{GeneratorSnapshot.DiscriminatorPrefix}.";

    /// <summary>How much of the class the network was told, 0 … 1; see <see cref="ConditioningRamp"/>.</summary>
    public double Told { get; init; } = 1;

    /// <summary>The one that belongs to a generator: of the same step where that state of training is kept, else of the latest.</summary>
    /// <param name="description">The generator's.</param>
    /// <param name="file">The file with the description.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="GeneratorException">There are some, and all are damaged.</exception>
    public static SavedDiscriminator? Of(SnapshotDescription description, string file)
    {
        if (description.Imported is not null) return OfImport(description, file);
        if (RunDirectory.Around(file) is not { } run) return null;
        string own = run.TrainingFileOf(description.Step);
        GeneratorException? damage = null;
        foreach (string state in run.TrainingFiles.OrderByDescending(f => f == own))
        {
            try
            {
                SavedDiscriminator found = OfState(state);
                TrainingPlan plan = run.ReadPlan();
                return plan.Options.ConditioningRamp is not { } ramp ? found
                    : found with { Told = new ConditioningRamp(ramp.Start, ramp.End).At(found.Step!.Value) };
            }
            catch (GeneratorException e)
            {
                damage ??= e;
            }
        }

        return damage is null ? null : throw damage;
    }

    /// <summary>The one of an import, or null where it had none.</summary>
    /// <exception cref="GeneratorException">The weights are damaged.</exception>
    public static SavedDiscriminator? OfImport(SnapshotDescription description, string file)
    {
        var found = Read(file, description.File, description.Sha256);
        return found.Count == 0 ? null : new SavedDiscriminator(found, null, null, file);
    }

    /// <summary>The one of a state of training.</summary>
    /// <exception cref="GeneratorException">The state is damaged.</exception>
    public static SavedDiscriminator OfState(string file)
    {
        TrainingSnapshot state = TrainingSnapshot.Read(file);
        return new SavedDiscriminator(Read(file, state.File, state.Sha256), state.Step, state.ImagesSeen, file);
    }

    private static Dictionary<string, (float[] Values, long[] Shape)> Read(string description, string file, string checksum) =>
        Safetensors.Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(description))!, Path.GetFileName(file)), checksum)
            .Where(t => t.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[Prefix.Length..], t => t.Value);
}
