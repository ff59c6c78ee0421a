using GanAugment.Evaluation;

namespace GanAugment.Cli;

/// <summary>What <c>evaluate</c> was asked for.</summary>
internal sealed record EvaluationRequest
{
    /// <summary>The generator's file.</summary>
    public required string Model { get; init; }

    /// <summary>The training images.</summary>
    public required string Data { get; init; }

    /// <summary>Held-out images, or null.</summary>
    public required string? HeldOut { get; init; }

    /// <summary>The file of the feature network; null trains one.</summary>
    public required string? Features { get; init; }

    /// <summary>Whether that file has the published hash.</summary>
    public required bool IsPublished { get; init; }

    /// <summary>Whether a classifier is trained on generated images.</summary>
    public required bool Cas { get; init; }

    /// <summary>Training steps of networks.</summary>
    public required int Steps { get; init; }

    /// <summary>What the figures must keep to, or null.</summary>
    public required DistanceBound? Bound { get; init; }

    /// <summary>The file to write.</summary>
    public required string Output { get; init; }

    /// <summary>Whether it is only checked.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Whether the document is printed.</summary>
    public required bool Json { get; init; }

    /// <summary>What is measured, and how.</summary>
    public required EvaluationOptions Options { get; init; }
}
