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
        return new GridPlan(GridKind.Classes, "Rows are classes; every image has its own latent", [.. seeds.Select(Seed)],
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
        return new GridPlan(GridKind.Latents, "Rows are classes; the latent is the same down a column", [.. seeds.Select(Seed)],
            [.. classes.Select(label => Row(manifest, label, seeds, seed => Latent(manifest, seed, 0, truncation)))]) { Truncations = [truncation] };
    }

    private static GridRow Row(GeneratorManifest manifest, int label, IReadOnlyList<long> seeds, Func<long, ReadOnlyMemory<float>> latent) =>
        new(manifest.Classes[label], [manifest.Classes[label]], seeds, [.. seeds.Select(seed => new GridCell(latent(seed), OneHot(manifest, label)))]);
}
