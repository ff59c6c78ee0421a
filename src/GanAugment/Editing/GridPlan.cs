using System.Globalization;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Reporting;

namespace GanAugment.Editing;

/// <summary>A grid of images before it is drawn: every cell's latent and class mixture, and what the captions say.</summary>
/// <remarks>The latent of (seed, class) is row 0 of that class in the seed's <see cref="LatentStream"/>: the first image that sampling the class with that
/// seed gives. Same arguments, same plan.</remarks>
public sealed partial record GridPlan
{
    // One batch size for all calls, the samplers': kernels choose their blocking by it, and an image must not depend on the grid's size.
    private const int Batch = 16;

    private GridPlan(GridKind kind, string title, IReadOnlyList<string> columns, IReadOnlyList<GridRow> rows) =>
        (Kind, Title, Columns, Rows) = (kind, title, columns, rows);

    /// <summary>What it shows.</summary>
    public GridKind Kind { get; }

    /// <summary>What it shows, in words.</summary>
    public string Title { get; }

    /// <summary>The caption of every column.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<GridRow> Rows { get; }

    /// <summary>How z is drawn; several in a sweep, one per column.</summary>
    public IReadOnlyList<Truncation> Truncations { get; private init; } = [Truncation.None];

    /// <summary>The way between latents, where there is one.</summary>
    public LatentPath? Path { get; private init; }

    /// <summary>Where the columns are on their way, where there is one: 0 to 1 between two ends, or distances along a direction.</summary>
    public IReadOnlyList<double>? Positions { get; private init; }

    /// <summary>Draws the images.</summary>
    /// <param name="generator">The generator that the plan was made for.</param>
    /// <param name="drawn">Hears how many images are done.</param>
    /// <param name="cancellation">Checked before every batch.</param>
    /// <returns>Per row [N, C, H, W], 0 … 255.</returns>
    public IReadOnlyList<byte[]> Draw(IConditionalGenerator generator, IProgress<int>? drawn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(generator);
        GeneratorManifest manifest = generator.Manifest;
        int latent = manifest.LatentSize, classes = manifest.Classes.Count, length = manifest.Shape.Length;
        byte[][] images = [.. Rows.Select(row => new byte[row.Cells.Count * length])];
        var (z, y, batch) = (new float[Batch * latent], new float[Batch * classes], new float[Batch * length]); // [N, Z], [N, K], [N, C, H, W]
        var statistics = new float[manifest.StatisticsSets is null ? 0 : Batch]; // [N]
        (int Row, int Column)[] cells = [.. Rows.SelectMany((row, r) => Enumerable.Range(0, row.Cells.Count).Select(c => (r, c)))];
        for (int done = 0; done < cells.Length; done += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<(int Row, int Column)> wanted = cells.AsSpan(done, Math.Min(Batch, cells.Length - done));
            for (int n = 0; n < Batch; n++)
            {
                var (row, column) = wanted[Math.Min(n, wanted.Length - 1)];
                GridCell cell = Rows[row].Cells[column];
                cell.Z.Span.CopyTo(z.AsSpan(n * latent, latent));
                cell.Y.Span.CopyTo(y.AsSpan(n * classes, classes));
                // One truncation for all, or one per column.
                if (statistics.Length > 0) statistics[n] = Truncations[Truncations.Count > 1 ? column : 0].StatisticsFactor;
            }

            if (statistics.Length > 0) generator.Generate(Batch, z, y, statistics, batch);
            else generator.Generate(Batch, z, y, batch);
            for (int n = 0; n < wanted.Length; n++)
                PixelRange.ToBytes(batch.AsSpan(n * length, length), images[wanted[n].Row].AsSpan(wanted[n].Column * length, length));
            drawn?.Report(done + wanted.Length);
        }

        return images;
    }

    /// <summary>Draws the images as a sheet with captions.</summary>
    /// <param name="generator">The generator that the plan was made for.</param>
    /// <param name="page">What stands around the grid.</param>
    /// <param name="drawn">Hears how many images are done.</param>
    /// <param name="cancellation">Checked before every batch.</param>
    public ContactSheet ToSheet(IConditionalGenerator generator, SheetPage page, IProgress<int>? drawn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        IReadOnlyList<byte[]> images = Draw(generator, drawn, cancellation);
        ContactSheet sheet = page.Begin(generator.Manifest.Shape, Columns);
        for (int r = 0; r < Rows.Count; r++) sheet.AddRow(images[r], Rows[r].Caption, apart: Rows[r].Apart);
        return sheet;
    }

    private static ReadOnlyMemory<float> Latent(GeneratorManifest manifest, long seed, int label, Truncation truncation)
    {
        var z = new float[manifest.LatentSize];
        new LatentStream(seed, truncation).Fill(label, 0, z);
        return z;
    }

    private static ReadOnlyMemory<float> OneHot(GeneratorManifest manifest, int label)
    {
        var y = new float[manifest.Classes.Count];
        y[label] = 1;
        return y;
    }

    private static string Seed(long seed) => string.Create(CultureInfo.InvariantCulture, $"seed {seed}");

    private static void Check(GeneratorManifest manifest, IReadOnlyList<int> classes, IReadOnlyList<long> seeds)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        foreach (int label in classes)
            if ((uint)label >= (uint)manifest.Classes.Count)
                throw new ArgumentOutOfRangeException(nameof(classes), label, $"The generator has the classes 0 to {manifest.Classes.Count - 1}.");
        Need(classes.Count, 1, "class");
        Need(seeds.Count, 1, "seed");
    }

    private static void Need(int count, int least, string what)
    {
        if (count < least)
            throw new OptionException($"The grid needs {least} {what}{(least == 1 ? "" : what.EndsWith('s') ? "es" : "s")}, but has {count}.",
                "They were given by the caller.", $"Give {least} or more.");
    }
}
