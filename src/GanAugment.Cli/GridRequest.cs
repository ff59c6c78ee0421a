using GanAugment.Editing;
using GanAugment.Generation;
using GanAugment.Reporting;

namespace GanAugment.Cli;

/// <summary>What <c>grid</c> was asked for.</summary>
internal sealed record GridRequest
{
    // A sheet of all thousand classes of ImageNet is not what anybody means.
    private const int MostClasses = 20;

    private static readonly Truncation[] Sweep =
        [Truncation.Threshold(0.2f), Truncation.Threshold(0.5f), Truncation.Threshold(1), Truncation.Threshold(1.5f), Truncation.Threshold(2), Truncation.None];

    /// <summary>The generator's file.</summary>
    public required string Model { get; init; }

    /// <summary>The picture's file.</summary>
    public required string Output { get; init; }

    /// <summary>What it shows.</summary>
    public required GridKind Kind { get; init; }

    /// <summary>Class names; empty for the kind's own choice.</summary>
    public required string[] Classes { get; init; }

    /// <summary>Seeds.</summary>
    public required long[] Seeds { get; init; }

    /// <summary>Truncations; empty for the kind's own choice.</summary>
    public required Truncation[] Truncations { get; init; }

    /// <summary>Images along a path, or neighbours.</summary>
    public required int Columns { get; init; }

    /// <summary>The way between latents.</summary>
    public required LatentPath Path { get; init; }

    /// <summary>Directions, or null for the strongest.</summary>
    public required long[]? Directions { get; init; }

    /// <summary>How far along a direction.</summary>
    public required double Reach { get; init; }

    /// <summary>Training images.</summary>
    public required string? Neighbours { get; init; }

    /// <summary>Held-out images.</summary>
    public required string? HeldOut { get; init; }

    /// <summary>Scale and colours.</summary>
    public required SheetPage Page { get; init; }

    /// <summary>The command line that draws it.</summary>
    public required string Command { get; init; }

    /// <summary>Whether nothing is drawn.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the result is printed as JSON.</summary>
    public required bool Json { get; init; }

    /// <summary>The plan for a generator.</summary>
    /// <exception cref="OptionException">A value does not fit the generator.</exception>
    /// <exception cref="GeneratorException">Directions are wanted, and the generator has none.</exception>
    public GridPlan Plan(IConditionalGenerator generator)
    {
        GeneratorManifest manifest = generator.Manifest;
        int[] classes = Classes.Length > 0 ? ClassSelection.Indices(Classes, manifest.Classes)
            : [.. Enumerable.Range(0, Math.Min(manifest.Classes.Count, Kind == GridKind.Direction ? 1 : MostClasses))];
        if (Kind == GridKind.Truncation) return GridPlan.OfTruncations(manifest, classes, Seeds, Truncations.Length > 0 ? Truncations : Sweep);
        if (Truncations.Length > 1)
            throw new OptionException($"{Truncations.Length} truncations were given, but one is drawn.", "They were given with --truncation.",
                "Give one, or --kind truncation.");
        Truncation truncation = Truncations.FirstOrDefault();
        return Kind switch
        {
            GridKind.Latents => GridPlan.OfLatents(manifest, classes, Seeds, truncation),
            GridKind.InterpolateLatents => GridPlan.BetweenLatents(manifest, classes, Seeds, Columns, Path, truncation),
            GridKind.InterpolateClasses => GridPlan.BetweenClasses(manifest, classes, Seeds, Columns, truncation),
            GridKind.Interpolate => GridPlan.BetweenImages(manifest, classes, Seeds, Columns, Path, truncation),
            GridKind.Neighbours => GridPlan.ForNeighbours(manifest, classes, Seeds, truncation),
            GridKind.Direction => Along(generator, classes, truncation),
            _ => GridPlan.OfClasses(manifest, classes, Seeds, truncation),
        };
    }

    private GridPlan Along(IConditionalGenerator generator, int[] classes, Truncation truncation)
    {
        LatentDirections known = generator.Directions ?? throw new GeneratorException("The generator says nothing of directions of z.",
            $"The file '{Model}' has no metadata '{LatentDirections.MetadataKey}'.",
            "Export the generator again from its run; 'ganaugment export' writes them.");
        // Two rows a layer where that fits a screen.
        int ranks = known.Select(direction => direction.Layer).Distinct().Count() <= 6 ? 2 : 1;
        int[] chosen = Directions is null ? [.. Enumerable.Range(0, known.Count).Where(i => known[i].Rank < ranks)]
            : [.. Directions.Select(index => (int)Math.Min(index, int.MaxValue))];
        return GridPlan.AlongDirections(generator.Manifest, known, chosen, classes, Seeds, Columns, Reach, truncation);
    }
}
