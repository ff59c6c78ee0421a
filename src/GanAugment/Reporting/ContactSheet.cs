using GanAugment.Data;
using GanAugment.Generation;

namespace GanAugment.Reporting;

/// <summary>A grid of small images as one PNG; with captions where any are given.</summary>
/// <param name="shape">The shape of every image.</param>
/// <param name="gap">Pixels between images and around them, before scaling.</param>
/// <param name="scale">Every image pixel becomes scale × scale pixels.</param>
public sealed class ContactSheet(ImageShape shape, int gap = 2, int scale = 1)
{
    /// <summary>The longest side of a picture in pixels; many programs refuse larger ones.</summary>
    public const int LargestSide = 16384;

    private readonly List<SheetRow> rows = [];

    /// <summary>The shape of every image.</summary>
    public ImageShape Shape { get; } = shape;

    /// <summary>Pixels between images and around them, before scaling.</summary>
    public int Gap { get; } = gap;

    /// <summary>The side in pixels of an image pixel.</summary>
    public int Scale { get; } = scale;

    /// <summary>How many rows there are.</summary>
    public int RowCount => rows.Count;

    /// <summary>Lines above the grid, the first one bold; none by default.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>Lines below the grid; none by default.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>A caption above each column; none by default.</summary>
    public IReadOnlyList<string> ColumnCaptions { get; init; } = [];

    /// <summary>Columns that stand apart from the one before them; none by default.</summary>
    public IReadOnlyCollection<int> ColumnBreaks { get; init; } = [];

    /// <summary>The colours of a sheet with captions.</summary>
    /// <value><see cref="SheetTheme.Light"/></value>
    public SheetTheme Theme { get; init; }

    /// <summary>What the file says of itself: keywords (ASCII) and texts, written as PNG text entries; none by default.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; set; } = [];

    /// <summary>Whether the sheet is a page with text, or images and nothing else.</summary>
    internal bool HasCaptions => Header.Count + Footer.Count + ColumnCaptions.Count > 0
        || rows.Any(row => row.Caption.Length > 0 || row.ImageCaptions.Count > 0);

    /// <summary>The rows in order.</summary>
    internal IReadOnlyList<SheetRow> Rows => rows;

    /// <summary>Adds a row; rows may differ in length, the rest stays empty.</summary>
    /// <param name="images">[N, C, H, W], 0 … 255.</param>
    /// <param name="caption">Stands to the left of the row, its first line stronger than the rest.</param>
    /// <param name="imageCaptions">Stand below the images, at most one each.</param>
    /// <param name="apart">Whether the row stands apart from the one before it.</param>
    public void AddRow(ReadOnlySpan<byte> images, string caption = "", IReadOnlyList<string>? imageCaptions = null, bool apart = false)
    {
        if (images.Length % Shape.Length != 0)
            throw new ArgumentException($"A row of {Shape} images has a multiple of {Shape.Length} bytes, but {images.Length} were given.", nameof(images));
        if (imageCaptions?.Count > images.Length / Shape.Length)
            throw new ArgumentException($"{images.Length / Shape.Length} images cannot have {imageCaptions.Count} captions.", nameof(imageCaptions));
        rows.Add(new SheetRow(images.ToArray(), caption, imageCaptions ?? [], apart));
    }

    /// <summary>Adds a row from a network's output.</summary>
    /// <param name="images">[N, C, H, W] in [−1, 1].</param>
    /// <param name="caption">Stands to the left of the row, its first line stronger than the rest.</param>
    /// <param name="imageCaptions">Stand below the images, at most one each.</param>
    /// <param name="apart">Whether the row stands apart from the one before it.</param>
    public void AddRow(ReadOnlySpan<float> images, string caption = "", IReadOnlyList<string>? imageCaptions = null, bool apart = false)
    {
        var bytes = new byte[images.Length];
        PixelRange.ToBytes(images, bytes);
        AddRow(bytes, caption, imageCaptions, apart);
    }

    /// <summary>The first images of every class of a data set, one row per class.</summary>
    /// <param name="source">The data set.</param>
    /// <param name="perClass">Images per row; a class that has fewer gets a shorter row.</param>
    /// <param name="page">Gives captions, and leaves classes out where they are too many (<see cref="ShownClasses"/>); null for images alone.</param>
    public static ContactSheet OfData(ILabelledImageSource source, int perClass, SheetPage? page = null)
    {
        int[] shown = page is null ? [.. Enumerable.Range(0, source.Classes.Count)] : ShownClasses.Of(source.Classes.Count, source.Shape, perClass);
        ContactSheet sheet = page?.Begin(source.Shape, []) ?? new ContactSheet(source.Shape);
        int length = source.Shape.Length;
        foreach (int c in shown)
        {
            int[] chosen = [.. Enumerable.Range(0, source.Labels.Count).Where(i => source.Labels[i] == c).Take(perClass)];
            var row = new byte[chosen.Length * length]; // [N, C, H, W]
            for (int n = 0; n < chosen.Length; n++) source.Read(chosen[n], row.AsSpan(n * length, length));
            sheet.AddRow(row, page is null ? "" : source.Classes[c]);
        }

        return sheet;
    }

    /// <summary>Synthetic images of every class of a generator, one row per class.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="perClass">Images per row: rows 0 … perClass − 1 of the seed's stream.</param>
    /// <param name="seed">The seed of the latents.</param>
    /// <param name="truncation">How z is drawn.</param>
    public static ContactSheet OfGenerator(IConditionalGenerator generator, int perClass, long seed, Truncation truncation = default)
    {
        var sheet = new ContactSheet(generator.Manifest.Shape);
        var sampler = new ConditionalSampler(generator, seed, truncation);
        var row = new float[perClass * sheet.Shape.Length]; // [N, C, H, W]
        for (int c = 0; c < generator.Manifest.Classes.Count; c++)
        {
            sampler.Sample(c, 0, perClass, row);
            sheet.AddRow(row);
        }

        return sheet;
    }

    /// <summary>The sheet as the content of a .png file.</summary>
    /// <exception cref="OptionException">The picture would be larger than <see cref="LargestSide"/> pixels on a side.</exception>
    public byte[] ToPng()
    {
        if (rows.All(row => row.Images.Length == 0)) throw new InvalidOperationException("A contact sheet without images has no picture.");
        SheetCanvas canvas = new SheetLayout(this).Draw();
        byte[] png = PngEncoder.Encode(canvas.Shape, canvas.Pixels);
        return Metadata.Count == 0 ? png : PngText.Add(png, Metadata);
    }

    /// <summary>Writes the sheet.</summary>
    /// <param name="path">A .png file, created or replaced.</param>
    /// <exception cref="OptionException">The picture would be larger than <see cref="LargestSide"/> pixels on a side.</exception>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteAllBytes(path, ToPng());
}
