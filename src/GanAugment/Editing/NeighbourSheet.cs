using System.Globalization;
using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Reporting;

namespace GanAugment.Editing;

/// <summary>Generated images beside the training images that are most like them, to see copies and gaps.</summary>
/// <remarks>Where held-out images are given, each row ends with the nearest of them, and the distances from held-out to training images
/// tell which distance is near: an image that comes nearer to the training set than real ones do is suspect.</remarks>
public sealed class NeighbourSheet
{
    /// <summary>The most held-out images that the baseline compares: enough for a median and a 5 % point.</summary>
    public const int BaselineImages = 500;

    private NeighbourSheet(GridPlan plan, ContactSheet sheet, IReadOnlyList<NeighbourRow> rows, NeighbourBaseline? baseline) =>
        (Plan, Sheet, Rows, Baseline) = (plan, sheet, rows, baseline);

    /// <summary>The generated images.</summary>
    public GridPlan Plan { get; }

    /// <summary>The picture.</summary>
    public ContactSheet Sheet { get; }

    /// <summary>What was found for each generated image.</summary>
    public IReadOnlyList<NeighbourRow> Rows { get; }

    /// <summary>How near held-out images come to training images, or null without any.</summary>
    public NeighbourBaseline? Baseline { get; }

    /// <summary>Draws and searches.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="plan">The images to draw, see <see cref="GridPlan.ForNeighbours"/>.</param>
    /// <param name="training">What the generator was trained on, of its shape.</param>
    /// <param name="heldOut">Images that it was not trained on, or null.</param>
    /// <param name="count">Training images per row, 1 or more.</param>
    /// <param name="page">What stands around the grid; the baseline is added to its footer.</param>
    /// <param name="features">Compares features of images instead of their pixels; null for pixels.</param>
    /// <param name="searched">Hears how many images of both sets are done, and of how many.</param>
    /// <param name="cancellation">Checked now and then.</param>
    /// <exception cref="DatasetException">A data set has another shape, or no images.</exception>
    public static NeighbourSheet Of(IConditionalGenerator generator, GridPlan plan, ILabelledImageSource training, ILabelledImageSource? heldOut, int count,
        SheetPage page, IFeatureExtractor? features = null, IProgress<(int Done, int All)>? searched = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(page);
        ImageShape shape = generator.Manifest.Shape;
        Check(training, shape);
        if (heldOut is not null) Check(heldOut, shape);
        if (count < 1) throw new OptionException($"{count} neighbours show nothing.", "The number was given by the caller.", "Give 1 or more.");
        count = Math.Min(count, training.Labels.Count);

        byte[] queries = [.. plan.Draw(generator, null, cancellation).SelectMany(row => row)]; // [Q, C, H, W]
        Subset? sample = heldOut is null ? null : Spread(heldOut);
        var work = new Work(searched, training.Labels.Count + (heldOut?.Labels.Count ?? 0));
        Neighbour[][] Find(ILabelledImageSource source, byte[] wanted, int most) => features is null
            ? NearestImages.ByPixels(source, wanted, most, work, cancellation)
            : NearestImages.ByFeatures(source, wanted, most, features, work, cancellation);
        // One pass over the training images serves the sheet and the baseline.
        byte[] all = sample is null ? queries : [.. queries, .. Pixels(sample)];
        Neighbour[][] near = Find(training, all, count);
        work.Begin(training.Labels.Count);
        int generated = queries.Length / shape.Length;
        Neighbour[][] unseen = heldOut is null ? [] : Find(heldOut, queries, 1);
        NeighbourBaseline? baseline = sample is null ? null : NeighbourBaseline.Of(near.Skip(generated).Select(list => list[0].Distance));

        NeighbourRow[] rows = [.. plan.Rows.Select((row, r) =>
            new NeighbourRow(row.Classes[0], row.Seeds[0], near[r], unseen.Length == 0 ? null : unseen[r][0]))];
        string measure = features is null ? "the root mean square difference of pixels, 0 to 255" : $"the distance of features of {features.Name}";
        SheetPage told = page with { Footer = [$"Below each real image its class and {measure}.", .. Compared(rows, baseline), .. page.Footer] };
        return new NeighbourSheet(plan, Paint(shape, told, queries, plan, rows, training, heldOut, count), rows, baseline);
    }

    private static ContactSheet Paint(ImageShape shape, SheetPage page, byte[] queries, GridPlan plan, NeighbourRow[] rows,
        ILabelledImageSource training, ILabelledImageSource? heldOut, int count)
    {
        string[] columns = [.. plan.Columns, "nearest", .. Enumerable.Range(2, count - 1).Select(Ordinal), .. heldOut is null ? (string[])[] : ["held out"]];
        ContactSheet sheet = page.Begin(shape, columns, heldOut is null ? [1] : [1, count + 1]);
        int length = shape.Length;
        for (int r = 0; r < rows.Length; r++)
        {
            NeighbourRow row = rows[r];
            var images = new byte[(row.Nearest.Count + 1 + (row.HeldOut is null ? 0 : 1)) * length]; // [N, C, H, W]
            queries.AsSpan(r * length, length).CopyTo(images);
            for (int i = 0; i < row.Nearest.Count; i++) training.Read(row.Nearest[i].Index, images.AsSpan((i + 1) * length, length));
            if (row.HeldOut is { } unseen) heldOut!.Read(unseen.Index, images.AsSpan((row.Nearest.Count + 1) * length, length));
            string[] real = [.. row.Nearest.Select(near => Caption(training, near)), .. row.HeldOut is { } other ? (string[])[Caption(heldOut!, other)] : []];
            sheet.AddRow(images, plan.Rows[r].Caption, ["", .. real], plan.Rows[r].Apart);
        }

        return sheet;
    }

    private static string Caption(ILabelledImageSource source, Neighbour near) =>
        string.Create(CultureInfo.InvariantCulture, $"{source.Classes[source.Labels[near.Index]]}\n{near.Distance:0.0}");

    private static IEnumerable<string> Compared(NeighbourRow[] rows, NeighbourBaseline? baseline)
    {
        if (baseline is null) yield break;
        double[] distances = [.. rows.Select(row => row.Nearest[0].Distance).Order()];
        string near = string.Create(CultureInfo.InvariantCulture, $"{baseline.Nearest5Percent:0.0}");
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Held-out images to their nearest training image: median {baseline.Median:0.0}, 1 in 20 below {near} ({baseline.Images} images).");
        yield return string.Create(CultureInfo.InvariantCulture, $"Generated images to theirs: median {NeighbourBaseline.Quantile(distances, 0.5):0.0}, ") +
            $"{distances.Count(distance => distance < baseline.Nearest5Percent)} of {distances.Length} below {near}.";
    }

    private static string Ordinal(int number) =>
        number + (number % 100 is 11 or 12 or 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    private static Subset Spread(ILabelledImageSource source)
    {
        int all = source.Labels.Count, some = Math.Min(all, BaselineImages);
        return new Subset(source, Enumerable.Range(0, some).Select(i => (int)((long)i * all / some)));
    }

    private static byte[] Pixels(ILabelledImageSource source)
    {
        int length = source.Shape.Length;
        var pixels = new byte[source.Labels.Count * length]; // [N, C, H, W]
        for (int i = 0; i < source.Labels.Count; i++) source.Read(i, pixels.AsSpan(i * length, length));
        return pixels;
    }

    private static void Check(ILabelledImageSource source, ImageShape shape)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Shape != shape)
            throw new DatasetException($"The generator makes images of {shape}, but the data has images of {source.Shape}.", $"The data is '{source.Origin}'.",
                "Give the data that the generator was trained on.");
        if (source.Labels.Count == 0) throw new DatasetException("There is no image to compare with.", $"The data is '{source.Origin}'.", "Give other data.");
    }

    // Two searches as one count.
    private sealed class Work(IProgress<(int Done, int All)>? listener, int all) : IProgress<int>
    {
        private int before;

        public void Begin(int done) => before = done;

        public void Report(int value) => listener?.Report((before + value, all));
    }
}
