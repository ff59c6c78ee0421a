using GanAugment.Generation;

namespace GanAugment.Editing;

public sealed partial record GridPlan
{
    /// <summary>One row per class, one column per seed, every image with a latent of its own.</summary>
    /// <param name="manifest">The generator's.</param>
    /// <param name="classes">Indices into its classes.</param>
    /// <param name="seeds">One per column.</param>
    /// <param name="truncation">How z is drawn.</param>
    public static GridPlan OfClasses(GeneratorManifest manifest, IReadOnlyList<int> classes, IReadOnlyList<long> seeds, Truncation truncation = default)
    {
        Check(manifest, classes, seeds);
        return new GridPlan(GridKind.Classes, "Classes, every image with its own latent", [.. seeds.Select(Seed)],
            [.. classes.Select(label => Row(manifest, label, seeds, seed => Latent(manifest, seed, label, truncation)))]) { Truncations = [truncation] };
    }

    /// <summary>One row per class, one column per seed; a column has one latent, that of class 0, in every class.</summary>
    /// <param name="manifest">The generator's.</param>
    /// <param name="classes">Indices into its classes.</param>
    /// <param name="seeds">One per column.</param>
    /// <param name="truncation">How z is drawn.</param>
    public static GridPlan OfLatents(GeneratorManifest manifest, IReadOnlyList<int> classes, IReadOnlyList<long> seeds, Truncation truncation = default)
    {
        Check(manifest, classes, seeds);
        return new GridPlan(GridKind.Latents, "Classes, the same latents in each", [.. seeds.Select(Seed)],
            [.. classes.Select(label => Row(manifest, label, seeds, seed => Latent(manifest, seed, 0, truncation)))]) { Truncations = [truncation] };
    }

    /// <summary>One image per class and seed, each in a row of its own, with room beside it for the images that are near.</summary>
    /// <param name="manifest">The generator's.</param>
    /// <param name="classes">Indices into its classes.</param>
    /// <param name="seeds">One image each in every class.</param>
    /// <param name="truncation">How z is drawn.</param>
    public static GridPlan ForNeighbours(GeneratorManifest manifest, IReadOnlyList<int> classes, IReadOnlyList<long> seeds, Truncation truncation = default)
    {
        Check(manifest, classes, seeds);
        IEnumerable<GridRow> rows = classes.SelectMany(label => seeds.Select((seed, i) =>
            Row(manifest, label, [seed], _ => Latent(manifest, seed, label, truncation)) with
            {
                Caption = $"{manifest.Classes[label]}\n{Seed(seed)}", Apart = i == 0 && seeds.Count > 1 && label != classes[0],
            }));
        return new GridPlan(GridKind.Neighbours, "Generated images and the real ones nearest to them", ["generated"], [.. rows]) { Truncations = [truncation] };
    }

    private static GridRow Row(GeneratorManifest manifest, int label, IReadOnlyList<long> seeds, Func<long, ReadOnlyMemory<float>> latent) =>
        new(manifest.Classes[label], [manifest.Classes[label]], seeds, [.. seeds.Select(seed => new GridCell(latent(seed), OneHot(manifest, label)))]);
}
