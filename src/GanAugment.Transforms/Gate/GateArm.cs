using GanAugment.Transforms.Comparison;

namespace GanAugment.Transforms.Gate;

/// <summary>What one way of training did in the gate's trial. Recalls are per cent of real validation images.</summary>
public sealed record GateArm
{
    /// <summary>The name of the candidate or baseline.</summary>
    public required string Name { get; init; }

    /// <summary>The candidate; null for a baseline.</summary>
    public GateCandidate? Candidate { get; init; }

    /// <summary>Rows that were added: synthetic ones, or duplicates.</summary>
    public required long Added { get; init; }

    /// <summary>The macro recall of every seed.</summary>
    public required IReadOnlyList<double> MacroRecalls { get; init; }

    /// <summary>The macro recall over seeds.</summary>
    public required Spread MacroRecall { get; init; }

    /// <summary>The paired difference against the best baseline; null for that baseline itself.</summary>
    public PairedDifference? AgainstBaseline { get; init; }
}
