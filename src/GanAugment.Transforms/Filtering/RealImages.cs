using GanAugment.Data;
using GanAugment.Transforms.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Filtering;

/// <summary>The real images of a training set, read from its view once and kept as bytes.</summary>
internal sealed class RealImages : ILabelledImageSource
{
    private readonly List<byte[]> images = [];
    private readonly List<int> labels = [];
    private readonly List<DataViewRowId> ids = [];

    private RealImages(ImageShape shape, ClassMap classes) => (Shape, Classes) = (shape, classes);

    public string Origin => "the training data";

    public ImageShape Shape { get; }

    public ClassMap Classes { get; }

    public IReadOnlyList<int> Labels => labels;

    /// <summary>The id of every image's row.</summary>
    public IReadOnlyList<DataViewRowId> Ids => ids;

    public void Read(int index, Span<byte> pixels) => images[index].CopyTo(pixels);

    /// <summary>Reads every row that has a label and an image, in the generator's shape.</summary>
    /// <param name="data">The training data.</param>
    /// <param name="image">Its image column.</param>
    /// <param name="label">Its label column.</param>
    /// <param name="classes">Its classes.</param>
    /// <param name="shape">The shape of the generator's images.</param>
    /// <param name="options">How images of another size are resized.</param>
    /// <param name="environment">Where it is said that rows were left out.</param>
    public static RealImages Of(
        IDataView data, ImageColumn image, LabelColumn label, ClassMap classes, ImageShape shape, BigGanAugmentationOptions options,
        CatalogEnvironment environment)
    {
        var result = new RealImages(shape, classes);
        long rows = 0, without = 0;
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema[image.Column.Index], data.Schema[label.Column.Index]]);
        ImageGetter read = image.Open(cursor);
        using var resizer = new ImageResizer((shape.Height, shape.Width), options.Resizing, options.CropAnchor);
        Func<string?> nameOf = label.Open(cursor);
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            if (rows++ % 256 == 0) options.CancellationToken.ThrowIfCancellationRequested();
            if (nameOf() is not { } name || classes.IndexOf(name) is not (>= 0 and var c)) continue;
            ReadOnlySpan<byte> found = read(out ImageShape its);
            if (found.IsEmpty)
            {
                without++;
                continue;
            }

            byte[] bytes = new byte[shape.Length]; // [C, H, W]
            Recolour(its.Channels, resizer.Resize(its, found), shape, bytes);
            getId(ref id);
            result.images.Add(bytes);
            result.labels.Add(c);
            result.ids.Add(id);
        }

        if (without > 0) environment.Warning($"{without} of {rows} rows have no image; they count for no filter.");
        return result;
    }

    // Gray repeats in colours, colours become gray by ML.NET's weights, and alpha is opaque where there is none.
    private static void Recolour(int channels, ReadOnlySpan<byte> image, ImageShape to, Span<byte> recoloured)
    {
        int pixels = to.PlaneLength;
        for (int c = 0; c < to.Channels; c++)
        {
            Span<byte> plane = recoloured.Slice(c * pixels, pixels);
            if (c == 3 && channels < 4)
                plane.Fill(255);
            else if (to.Channels == 1 && channels > 1)
                for (int i = 0; i < pixels; i++)
                    plane[i] = (byte)MathF.Round(0.3f * image[i] + 0.59f * image[pixels + i] + 0.11f * image[2 * pixels + i]);
            else
                image.Slice(channels == 1 ? 0 : c * pixels, pixels).CopyTo(plane);
        }
    }
}
