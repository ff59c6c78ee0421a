using GanAugment.Data;
using GanAugment.Generation;

namespace GanAugment.Reporting;

/// <summary>A grid of small images, one row per class, as one PNG.</summary>
/// <param name="shape">The shape of every image.</param>
/// <param name="gap">Pixels between images and around them, before scaling.</param>
/// <param name="scale">Every image pixel becomes scale × scale pixels.</param>
public sealed class ContactSheet(ImageShape shape, int gap = 2, int scale = 1)
{
    // Neither black nor white, so that both kinds of background end visibly.
    private const byte GapLevel = 128;

    private readonly List<byte[]> rows = [];

    /// <summary>The shape of every image.</summary>
    public ImageShape Shape { get; } = shape;

    /// <summary>How many rows there are.</summary>
    public int RowCount => rows.Count;

    /// <summary>Adds a row; rows may differ in length, the rest stays empty.</summary>
    /// <param name="images">[N, C, H, W], 0 … 255.</param>
    public void AddRow(ReadOnlySpan<byte> images)
    {
        if (images.Length % Shape.Length != 0)
            throw new ArgumentException($"A row of {Shape} images has a multiple of {Shape.Length} bytes, but {images.Length} were given.", nameof(images));
        rows.Add(images.ToArray());
    }

    /// <summary>Adds a row from a network's output.</summary>
    /// <param name="images">[N, C, H, W] in [−1, 1].</param>
    public void AddRow(ReadOnlySpan<float> images)
    {
        var bytes = new byte[images.Length];
        PixelRange.ToBytes(images, bytes);
        AddRow(bytes);
    }

    /// <summary>The first images of every class of a data set, one row per class.</summary>
    /// <param name="source">The data set.</param>
    /// <param name="perClass">Images per row; a class that has fewer gets a shorter row.</param>
    public static ContactSheet OfData(ILabelledImageSource source, int perClass)
    {
        var sheet = new ContactSheet(source.Shape);
        int length = source.Shape.Length;
        for (int c = 0; c < source.Classes.Count; c++)
        {
            int[] chosen = [.. Enumerable.Range(0, source.Labels.Count).Where(i => source.Labels[i] == c).Take(perClass)];
            var row = new byte[chosen.Length * length]; // [N, C, H, W]
            for (int n = 0; n < chosen.Length; n++) source.Read(chosen[n], row.AsSpan(n * length, length));
            sheet.AddRow(row);
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
    public byte[] ToPng()
    {
        int columns = rows.Count == 0 ? 0 : rows.Max(r => r.Length / Shape.Length);
        var whole = new ImageShape(Shape.Channels, (rows.Count * (Shape.Height + gap) + gap) * scale, (columns * (Shape.Width + gap) + gap) * scale);
        if (whole.Length == 0) throw new InvalidOperationException("A contact sheet without images has no picture.");
        var canvas = new byte[whole.Length]; // [C, H, W]
        Array.Fill(canvas, GapLevel);
        for (int r = 0; r < rows.Count; r++)
            for (int n = 0; n < rows[r].Length / Shape.Length; n++)
                Paste(rows[r].AsSpan(n * Shape.Length, Shape.Length), canvas, whole, (r * (Shape.Height + gap) + gap) * scale,
                    (n * (Shape.Width + gap) + gap) * scale);
        return PngEncoder.Encode(whole, canvas);
    }

    /// <summary>Writes the sheet.</summary>
    /// <param name="path">A .png file, created or replaced.</param>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteAllBytes(path, ToPng());

    private void Paste(ReadOnlySpan<byte> image, Span<byte> canvas, ImageShape whole, int top, int left)
    {
        for (int c = 0; c < Shape.Channels; c++)
            for (int y = 0; y < Shape.Height * scale; y++)
            {
                ReadOnlySpan<byte> from = image.Slice(c * Shape.PlaneLength + y / scale * Shape.Width, Shape.Width);
                Span<byte> to = canvas.Slice(c * whole.PlaneLength + (top + y) * whole.Width + left, Shape.Width * scale);
                for (int x = 0; x < to.Length; x++) to[x] = from[x / scale];
            }
    }
}
