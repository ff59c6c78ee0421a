using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Steps;
using GanAugment.Training.Watch;
using TorchSharp;
using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>Everything that changes while a run trains. Random streams and the data's position follow from <see cref="Step"/> and need no saving.</summary>
internal sealed class TrainingState : IDisposable
{
    private readonly TrainingPlan plan;
    private RunMemory memory = new();

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

    /// <summary>What the run remembers beside its tensors. Optimizers count and scale as it says.</summary>
    public RunMemory Memory
    {
        get => memory with { GeneratorUpdates = GeneratorOptimizer.Updates, DiscriminatorUpdates = DiscriminatorOptimizer.Updates };
        set
        {
            memory = value;
            (GeneratorOptimizer.Updates, DiscriminatorOptimizer.Updates) = (value.GeneratorUpdates, value.DiscriminatorUpdates);
            GeneratorOptimizer.RateScale = DiscriminatorOptimizer.RateScale = value.LearningRateScale;
        }
    }

    /// <summary>Everything that a snapshot holds, by name. The tensors are the networks' and optimizers' own.</summary>
    public IEnumerable<(string Name, Tensor Value)> Tensors =>
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
}
