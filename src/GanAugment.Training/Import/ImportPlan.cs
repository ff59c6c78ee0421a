using GanAugment.Generation;
using GanAugment.Training.Networks;

namespace GanAugment.Training.Import;

/// <summary>What an import found, with nothing implicit left.</summary>
public sealed record ImportPlan
{
    /// <summary>Whose checkpoint it is.</summary>
    public required CheckpointFormat Format { get; init; }

    /// <summary>The generator's file.</summary>
    public required string Generator { get; init; }

    /// <summary>The discriminator's file, or null.</summary>
    public string? Discriminator { get; init; }

    /// <summary>The constructor arguments. Those of the discriminator are the published ones where there is none.</summary>
    public required BigGanSpec Network { get; init; }

    /// <summary>Class names in order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Weights of the generator, statistics and singular vectors left out.</summary>
    public required long GeneratorParameters { get; init; }

    /// <summary>Weights of the discriminator, or null.</summary>
    public long? DiscriminatorParameters { get; init; }

    /// <summary>How many sets of batch statistics, for truncations equally spaced from 0 to 1; 1 where there is one for all.</summary>
    public required int StatisticsSets { get; init; }

    /// <summary>The truncation that the batch statistics are for.</summary>
    public required Truncation StandingTruncation { get; init; }
}
