using GanAugment.Generation;

namespace GanAugment.Editing;

public sealed partial record GridPlan
{
    /// <summary>One column per truncation, one row per class and seed. Along a row every latent comes from the same random numbers.</summary>
    /// <param name="manifest">The generator's.</param>
    /// <param name="classes">Indices into its classes.</param>
    /// <param name="seeds">The seeds; each gives a row in every class.</param>
    /// <param name="truncations">One per column; their captions tell thresholds from scales.</param>
    public static GridPlan OfTruncations(
        GeneratorManifest manifest, IReadOnlyList<int> classes, IReadOnlyList<long> seeds, IReadOnlyList<Truncation> truncations)
    {
        Check(manifest, classes, seeds);
        Need(truncations.Count, 1, "truncation");
        var rows = new List<GridRow>();
        foreach (int label in classes)
            foreach (long seed in seeds)
            {
                string name = manifest.Classes[label];
                GridCell[] cells = [.. truncations.Select(truncation => new GridCell(Latent(manifest, seed, label, truncation), OneHot(manifest, label)))];
                rows.Add(new GridRow($"{name}\n{Seed(seed)}", [name], [seed], cells) { Apart = seeds.Count > 1 && seed == seeds[0] && label != classes[0] });
            }

        return new GridPlan(GridKind.Truncation, "Truncation, the same random numbers along a row", [.. truncations.Select(Column)], rows)
        {
            Truncations = truncations,
        };
    }

    private static string Column(Truncation truncation) => truncation.Kind == TruncationKind.None ? "no truncation" : truncation.ToString();
}
