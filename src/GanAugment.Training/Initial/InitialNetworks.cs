using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using TorchSharp;
using static TorchSharp.torch;

namespace GanAugment.Training.Initial;

/// <summary>The networks that a warm start begins with.</summary>
internal sealed class InitialNetworks : IDisposable
{
    private readonly GeneratorSnapshot snapshot;
    private readonly IReadOnlyDictionary<string, (float[] Values, long[] Shape)>? discriminator;

    private InitialNetworks(GeneratorSnapshot snapshot, IReadOnlyDictionary<string, (float[] Values, long[] Shape)>? discriminator) =>
        (this.snapshot, this.discriminator) = (snapshot, discriminator);

    /// <summary>What is known of the initial generator, without its weights.</summary>
    /// <exception cref="OptionException">There is none.</exception>
    public static SnapshotDescription Describe(InitialGeneratorOptions options)
    {
        try
        {
            return SnapshotDescription.Read(Directory.Exists(options.From) ? SnapshotFolder.Find(options.From) : options.From);
        }
        catch (GeneratorException e)
        {
            throw Missing(options, e);
        }
    }

    /// <summary>Opens the networks.</summary>
    /// <exception cref="OptionException">There are none, or they are damaged.</exception>
    public static InitialNetworks Open(InitialGeneratorOptions options)
    {
        try
        {
            GeneratorSnapshot snapshot = GeneratorSnapshot.Open(options.From);
            return new(snapshot, Discriminator(options.From, snapshot));
        }
        catch (GeneratorException e)
        {
            throw Missing(options, e);
        }
    }

    /// <summary>Gives both networks of a run what fits, and logs what did not.</summary>
    /// <param name="state">A run's state before its first step.</param>
    /// <param name="plan">The run.</param>
    /// <param name="features">Features of images, to find the nearest classes with: [N, C, R, R] → N · features.</param>
    /// <param name="batches">The real images.</param>
    /// <param name="log">Is told, line by line.</param>
    /// <exception cref="OptionException">Nothing fits, or the class map names a class that is not there.</exception>
    public void Begin(TrainingState state, TrainingPlan plan, Func<Tensor, float[]> features, Batches batches, Action<string> log)
    {
        InitialGeneratorOptions options = plan.Options.InitialGenerator!;
        IReadOnlyList<string> known = snapshot.Description.Data.Classes, classes = plan.Data.Classes;
        ClassRows matched = ClassRows.Match(classes, known, options.ClassMap, options.From), rows = matched;
        if (options.NewClasses == NewClasses.Mean) rows = matched.Complete(_ => [.. Enumerable.Range(0, known.Count)]);
        if (options.NewClasses == NewClasses.Nearest && matched.Sources.Any(s => s.Length == 0))
        {
            Device device = state.Generator.parameters().First().device;
            snapshot.Generator.to(device);
            var nearest = new NearestClasses(snapshot.Generator, features, batches, plan.Network, plan.Options.Seed);
            rows = matched.Complete(c => [nearest.Of(c)]);
        }

        log($"A warm start from '{options.From}', step {snapshot.Description.Step}.");
        for (int c = 0; c < classes.Count; c++)
            log($"Class '{classes[c]}' begins " + (rows.Sources[c].Length == 0 ? "anew."
                : rows.Sources[c].Length > 1 ? $"with the mean of {rows.Sources[c].Length} classes."
                : $"with '{known[rows.Sources[c][0]]}'{(matched.Sources[c].Length == 0 ? ", the nearest" : "")}."));
        var generator = NetworkState.Of(snapshot.Generator, "").ToDictionary(t => t.Name[1..], t => (t.Value.cpu().contiguous().data<float>().ToArray(),
            t.Value.shape));
        if (Take(state.Generator, "generator", generator, rows, log) == 0)
            throw new OptionException("Nothing of the initial generator fits the networks that the options ask for.",
                $"It is '{options.From}'; the option is {nameof(TrainingOptions.InitialGenerator)}.",
                $"Leave {nameof(options.KeepShape)} true, or give the options the shape of the initial networks.");
        if (discriminator is null) log("The discriminator begins anew: there is none beside the initial generator.");
        else Take(state.Discriminator, "discriminator", discriminator, rows, log);
        state.Averaging.Copy();
    }

    /// <summary>Releases the initial generator.</summary>
    public void Dispose() => snapshot.Dispose();

    private static int Take(nn.Module network, string name, IReadOnlyDictionary<string, (float[] Values, long[] Shape)> saved, ClassRows rows,
        Action<string> log)
    {
        var (taken, weights, left) = NetworkTransfer.Into(network, saved, rows);
        log($"Of the {name}'s tensors {taken} are taken and {left.Count} begin anew.");
        foreach (string reason in left) log($"Not taken: {name} {reason}.");
        return weights;
    }

    // An import's file holds it beside the generator; a run's is in its state of training.
    private static IReadOnlyDictionary<string, (float[] Values, long[] Shape)>? Discriminator(string path, GeneratorSnapshot snapshot)
    {
        if (snapshot.Description.Imported is not null) return SavedDiscriminator.OfImport(snapshot.Description, snapshot.Origin)?.Tensors;
        if (!Directory.Exists(path)) return null;
        string state = RunDirectory.Open(path).TrainingFile;
        return File.Exists(state) ? SavedDiscriminator.OfState(state).Tensors : null;
    }

    private static OptionException Missing(InitialGeneratorOptions options, GeneratorException e) =>
        new($"There is no initial generator: {e.What}", $"{e.Origin} The option is {nameof(TrainingOptions.InitialGenerator)}.", e.Remedy, e);
}
