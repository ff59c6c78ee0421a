using System.Globalization;
using GanAugment.Generation;

namespace GanAugment.Editing;

public sealed partial record GridPlan
{
    /// <summary>Along directions of z, both ways from each image.</summary>
    /// <param name="manifest">The generator's.</param>
    /// <param name="directions">The generator's.</param>
    /// <param name="chosen">Indices into <paramref name="directions"/>; each gives a row for every class and seed.</param>
    /// <param name="classes">Indices into the generator's classes.</param>
    /// <param name="seeds">The seeds of the images in the middle.</param>
    /// <param name="columns">Images per row, 2 or more; with an odd number the unmoved image is among them.</param>
    /// <param name="reach">How far the ends are; components of z have standard deviation 1.</param>
    /// <param name="truncation">How z is drawn.</param>
    public static GridPlan AlongDirections(GeneratorManifest manifest, LatentDirections directions, IReadOnlyList<int> chosen, IReadOnlyList<int> classes,
        IReadOnlyList<long> seeds, int columns, double reach = 3, Truncation truncation = default)
    {
        Check(manifest, classes, seeds);
        Need(chosen.Count, 1, "direction");
        Need(columns, 2, "column");
        if (!(reach > 0) || double.IsInfinity(reach))
            throw new OptionException(FormattableString.Invariant($"A reach of {reach} goes nowhere."), "It was given by the caller.",
                "Give more than 0, such as 3.");
        foreach (int index in chosen)
            if ((uint)index >= (uint)directions.Count)
                throw new OptionException($"There is no direction {index}.", $"The generator has the directions 0 to {directions.Count - 1}.",
                    "Give one of these numbers.");

        double[] distances = [.. Enumerable.Range(0, columns).Select(i => reach * (2 * i - (columns - 1)) / (columns - 1))];
        bool several = classes.Count * seeds.Count > 1;
        var rows = new List<GridRow>();
        foreach (int label in classes)
            foreach (long seed in seeds)
                foreach (int index in chosen)
                {
                    string name = manifest.Classes[label], subject = $"{name}, {Seed(seed)}";
                    GridCell[] cells = [.. distances.Select(distance =>
                        new GridCell(Moved(manifest, seed, label, truncation, directions[index], distance), OneHot(manifest, label)))];
                    rows.Add(new GridRow(string.Create(CultureInfo.InvariantCulture, $"{index} · {directions[index].Name}\n{subject}"), [name], [seed], cells)
                    {
                        Direction = index, Apart = several && index == chosen[0] && rows.Count > 0,
                    });
                }

        return new GridPlan(GridKind.Direction, "Closed-form directions of z (SeFa)", [.. distances.Select(Signed)], rows)
        {
            Truncations = [truncation], Positions = distances,
        };
    }

    private static float[] Moved(GeneratorManifest manifest, long seed, int label, Truncation truncation, LatentDirection direction, double distance)
    {
        var z = new float[manifest.LatentSize];
        direction.Move(Latent(manifest, seed, label, truncation).Span, distance, z);
        return z;
    }

    private static string Signed(double distance) => distance.ToString("+0.##;−0.##;0", CultureInfo.InvariantCulture);
}
