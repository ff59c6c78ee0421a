using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Steps;
using TorchSharp;
using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>Everything that changes while a run trains. Random streams and the data's position follow from <see cref="Step"/> and need no saving.</summary>
internal sealed class TrainingState : IDisposable
{
    private readonly TrainingPlan plan;

    /// <summary>Creates the networks as the seed has them.</summary>
    public TrainingState(TrainingPlan plan, Device device)
    {
        this.plan = plan;
        TrainingOptions o = plan.Options;
        Generator = new BigGanGenerator(plan.Network);
        Discriminator = new BigGanDiscriminator(plan.Network);
        Average = new BigGanGenerator(plan.Network);
        Published = new BigGanGenerator(plan.Network);
        Initialization.Fill(Generator, o.Seed, "generator", o.Initialization);
        Initialization.Fill(Discriminator, o.Seed, "discriminator", o.Initialization);
        foreach (nn.Module network in new nn.Module[] { Generator, Discriminator, Average, Published })
            network.to(device);
        // After the move, which replaces parameters.
        GeneratorOptimizer = new AdamOptimizer(Generator, o.GeneratorLearningRate, o.AdamBeta1, o.AdamBeta2, o.AdamEpsilon);
        DiscriminatorOptimizer = new AdamOptimizer(Discriminator, o.DiscriminatorLearningRate, o.AdamBeta1, o.AdamBeta2, o.AdamEpsilon);
        Averaging = new ExponentialAverage(Generator, Average, o.AverageDecay, o.AverageStart);
        Averaging.Copy();
        Aids = new TrainingAids(o, plan.Network, plan.Data.Width);
        // Both are only ever evaluated.
        Average.eval();
        Published.eval();
    }

    /// <summary>The generator in training.</summary>
    public BigGanGenerator Generator { get; }

    /// <summary>The discriminator in training.</summary>
    public BigGanDiscriminator Discriminator { get; }

    /// <summary>The generator's moving average.</summary>
    public BigGanGenerator Average { get; }

    /// <summary>What is sampled, measured and saved: the average with standing statistics. Set by <see cref="Publish"/>.</summary>
    public BigGanGenerator Published { get; }

    /// <summary>Updates <see cref="Generator"/>.</summary>
    public AdamOptimizer GeneratorOptimizer { get; }

    /// <summary>Updates <see cref="Discriminator"/>.</summary>
    public AdamOptimizer DiscriminatorOptimizer { get; }

    /// <summary>Updates <see cref="Average"/>.</summary>
    public ExponentialAverage Averaging { get; }

    /// <summary>What the options add to the game, and what of it adapts.</summary>
    public TrainingAids Aids { get; }

    /// <summary>Generator updates done.</summary>
    public int Step { get; set; }

    /// <summary>Real images shown to the discriminator.</summary>
    public long ImagesSeen => (long)Step * plan.Options.DiscriminatorSteps * plan.Options.Accumulations * plan.Options.BatchSize;

    private IEnumerable<(string Name, Tensor Value)> Tensors =>
    [
        .. NetworkState.Of(Generator, "generator"), .. NetworkState.Of(Discriminator, "discriminator"), .. NetworkState.Of(Average, "average"),
        .. GeneratorOptimizer.State("generator optimizer"), .. DiscriminatorOptimizer.State("discriminator optimizer"), .. Aids.State,
    ];

    /// <summary>Gives <see cref="Published"/> the averaged weights, and statistics taken anew.</summary>
    public void Publish()
    {
        new ExponentialAverage(Average, Published, 0, int.MaxValue).Copy();
        Aids.Bake(Published, Step);
        StandingStatistics.Estimate(Published, plan.Options.StandingTruncation, plan.Options.StandingBatches, plan.Options.BatchSize, plan.Options.Seed);
    }

    /// <summary>Saves <see cref="Published"/>.</summary>
    /// <param name="descriptionFile">The snapshot's description.</param>
    /// <param name="distance">Its measurement, or null.</param>
    public void SaveGenerator(string descriptionFile, double? distance) =>
        RunDirectory.Save(descriptionFile, "generator", Safetensors.Encode(NetworkState.Of(Published, GeneratorSnapshot.Prefix)), (file, checksum) =>
            Describe(file, checksum, distance));

    /// <summary>Saves all that <see cref="Load"/> needs.</summary>
    public void SaveTraining(RunDirectory run) =>
        RunDirectory.Save(run.TrainingFile, "training", Safetensors.Encode(Tensors), (file, checksum) => Describe(file, checksum, null));

    /// <summary>Continues from a saved state.</summary>
    /// <exception cref="GeneratorException">It is missing, damaged, or of other networks.</exception>
    public void Load(RunDirectory run)
    {
        SnapshotDescription description = SnapshotDescription.Read(run.TrainingFile);
        string weights = Path.Combine(Path.GetDirectoryName(run.TrainingFile)!, Path.GetFileName(description.File));
        NetworkState.Load(Tensors, Safetensors.Read(weights, description.Sha256), weights);
        Step = description.Step;
        GeneratorOptimizer.Updates = Step;
        DiscriminatorOptimizer.Updates = (long)Step * plan.Options.DiscriminatorSteps;
    }

    /// <summary>Releases networks and optimizers.</summary>
    public void Dispose()
    {
        Aids.Dispose();
        GeneratorOptimizer.Dispose();
        DiscriminatorOptimizer.Dispose();
        Generator.Dispose();
        Discriminator.Dispose();
        Average.Dispose();
        Published.Dispose();
    }

    private SnapshotDescription Describe(string file, string checksum, double? distance) => new()
    {
        File = file,
        Sha256 = checksum,
        Step = Step,
        ImagesSeen = ImagesSeen,
        Network = plan.Network,
        Data = plan.Data,
        Seed = plan.Options.Seed,
        StandingTruncation = plan.Options.StandingTruncation,
        StandingBatches = plan.Options.StandingBatches,
        FrechetDistance = distance,
    };
}
