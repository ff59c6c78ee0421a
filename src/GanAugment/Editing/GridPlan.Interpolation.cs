using System.Globalization;
using GanAugment.Generation;

namespace GanAugment.Editing;

public sealed partial record GridPlan
{
    /// <summary>From each seed's latent to the next one's, within each class: the sheets that BigGAN's code calls fix_y.</summary>
    /// <param name="manifest">The generator's.</param>
    /// <param name="classes">Indices into its classes.</param>
    /// <param name="seeds">Two or more.</param>
    /// <param name="columns">Images per row with both ends, 2 or more.</param>
    /// <param name="path">The way between latents.</param>
    /// <param name="truncation">How z is drawn.</param>
    public static GridPlan BetweenLatents(GeneratorManifest manifest, IReadOnlyList<int> classes, IReadOnlyList<long> seeds, int columns,
        LatentPath path = LatentPath.Spherical, Truncation truncation = default)
    {
        Check(manifest, classes, seeds);
        Need(seeds.Count, 2, "seed");
        IEnumerable<GridRow> rows = classes.SelectMany(label => Pairs(seeds).Select((pair, i) =>
            Between(manifest, (label, label), pair, columns, path, truncation, $"{manifest.Classes[label]}\n{Seeds(pair)}", apart: seeds.Count > 2 && i == 0)));
        return Between(GridKind.InterpolateLatents, $"{Words(path)} interpolation of z, the class fixed", columns, path, truncation, rows);
    }

    /// <summary>From each class to the next at one latent, that of the first of the two: the sheets that BigGAN's code calls fix_z.</summary>
    /// <param name="manifest">The generator's.</param>
    /// <param name="classes">Two or more indices into its classes.</param>
    /// <param name="seeds">Each gives a row for every pair of classes.</param>
    /// <param name="columns">Images per row with both ends, 2 or more.</param>
    /// <param name="truncation">How z is drawn.</param>
    public static GridPlan BetweenClasses(GeneratorManifest manifest, IReadOnlyList<int> classes, IReadOnlyList<long> seeds, int columns,
        Truncation truncation = default)
    {
        Check(manifest, classes, seeds);
        Need(classes.Count, 2, "class");
        IEnumerable<GridRow> rows = Pairs(classes).SelectMany(pair => seeds.Select((seed, i) =>
            Between(manifest, pair, (seed, seed), columns, LatentPath.Linear, truncation, $"{Names(manifest, pair)}\n{Seed(seed)}",
                apart: seeds.Count > 1 && i == 0)));
        return Between(GridKind.InterpolateClasses, "Interpolation of classes, z fixed", columns, null, truncation, rows);
    }

    /// <summary>From an image of each class to an image of the next: latent and class embedding change together.</summary>
    /// <param name="manifest">The generator's.</param>
    /// <param name="classes">Two or more indices into its classes.</param>
    /// <param name="seeds">Two or more; each pair of neighbours gives a row for every pair of classes.</param>
    /// <param name="columns">Images per row with both ends, 2 or more.</param>
    /// <param name="path">The way between latents.</param>
    /// <param name="truncation">How z is drawn.</param>
    public static GridPlan BetweenImages(GeneratorManifest manifest, IReadOnlyList<int> classes, IReadOnlyList<long> seeds, int columns,
        LatentPath path = LatentPath.Spherical, Truncation truncation = default)
    {
        Check(manifest, classes, seeds);
        Need(classes.Count, 2, "class");
        Need(seeds.Count, 2, "seed");
        IEnumerable<GridRow> rows = Pairs(classes).SelectMany(pair => Pairs(seeds).Select((ends, i) =>
            Between(manifest, pair, ends, columns, path, truncation, $"{Names(manifest, pair)}\n{Seeds(ends)}", apart: seeds.Count > 2 && i == 0)));
        return Between(GridKind.Interpolate, $"{Words(path)} interpolation of z, and of classes", columns, path, truncation, rows);
    }

    private static GridPlan Between(GridKind kind, string title, int columns, LatentPath? path, Truncation truncation, IEnumerable<GridRow> rows)
    {
        Need(columns, 2, "column");
        double[] positions = [.. Enumerable.Range(0, columns).Select(i => i / (columns - 1.0))];
        GridRow[] all = [.. rows];
        if (all.Length > 0) all[0] = all[0] with { Apart = false };
        return new GridPlan(kind, title, [.. positions.Select(t => string.Create(CultureInfo.InvariantCulture, $"t = {t:0.##}"))], all)
        {
            Truncations = [truncation], Path = path, Positions = positions,
        };
    }

    private static GridRow Between(GeneratorManifest manifest, (int From, int To) labels, (long From, long To) seeds, int columns, LatentPath path,
        Truncation truncation, string caption, bool apart)
    {
        ReadOnlyMemory<float> first = Latent(manifest, seeds.From, labels.From, truncation);
        // At a fixed z the class alone changes; else the way ends at the second class's own image.
        ReadOnlyMemory<float> last = seeds.From == seeds.To ? first : Latent(manifest, seeds.To, labels.To, truncation);
        var cells = new GridCell[columns];
        for (int i = 0; i < columns; i++)
        {
            var (z, y) = (new float[manifest.LatentSize], new float[manifest.Classes.Count]);
            double t = i / (columns - 1.0);
            Interpolation.Latents(path, first.Span, last.Span, t, z);
            Interpolation.Classes(labels.From, labels.To, t, y);
            cells[i] = new GridCell(z, y);
        }

        string[] names = [.. new[] { labels.From, labels.To }.Distinct().Select(label => manifest.Classes[label])];
        return new GridRow(caption, names, [.. new[] { seeds.From, seeds.To }.Distinct()], cells) { Apart = apart };
    }

    private static IEnumerable<(T, T)> Pairs<T>(IReadOnlyList<T> items) => items.Zip(items.Skip(1));

    private static string Names(GeneratorManifest manifest, (int From, int To) pair) => $"{manifest.Classes[pair.From]} → {manifest.Classes[pair.To]}";

    private static string Seeds((long From, long To) pair) => string.Create(CultureInfo.InvariantCulture, $"seed {pair.From} → {pair.To}");

    private static string Words(LatentPath path) => path switch
    {
        LatentPath.Linear => "Linear",
        LatentPath.Renormalized => "Linear, renormalised",
        _ => "Spherical",
    };
}
