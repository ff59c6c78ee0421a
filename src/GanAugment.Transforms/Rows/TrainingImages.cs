using GanAugment.Data;
using GanAugment.Transforms.Columns;
using Microsoft.ML;

namespace GanAugment.Transforms.Rows;

/// <summary>The labelled images of a view, brought to one shape and held in memory: what a generator is trained on.</summary>
internal sealed class TrainingImages : ILabelledImageSource
{
    private readonly List<byte[]> images = [];
    private readonly List<int> labels = [];
    private readonly HashSet<int> synthetic = [];

    private TrainingImages(ImageShape shape, ClassMap classes, string origin)
    {
        Shape = shape;
        Classes = classes;
        Origin = origin;
    }

    public string Origin { get; }

    public ImageShape Shape { get; }

    public ClassMap Classes { get; }

    public IReadOnlyList<int> Labels => labels;

    public void Read(int index, Span<byte> pixels) => images[index].CopyTo(pixels);

    public bool IsSynthetic(int index) => synthetic.Contains(index);

    /// <summary>Reads a view once.</summary>
    /// <param name="data">The training data.</param>
    /// <param name="image">Its images.</param>
    /// <param name="label">Its labels; rows without one are left out, and so are rows without an image.</param>
    /// <param name="options">The shape wanted and how images come to it; names of classes; cancellation.</param>
    /// <param name="environment">Where notes go.</param>
    /// <param name="mark">A Boolean column that is true in synthetic rows; null where there is none.</param>
    /// <exception cref="OptionException">The images differ in size and no shape is given.</exception>
    /// <exception cref="DatasetException">There is no labelled image.</exception>
    public static TrainingImages Of(
        IDataView data, ImageColumn image, LabelColumn label, BigGanAugmentationOptions options, CatalogEnvironment environment,
        DataViewSchema.Column? mark = null)
    {
        ImageShape shape = options.TrainingShape ?? image.Shape ?? throw new OptionException(
            $"It is not known at which size a generator is to be trained on the images of the column '{image.Column.Name}'.",
            $"Its type {image.Column.Type} leaves the size open.",
            "Set TrainingShape in the options of AugmentWithBigGan.");
        var found = new List<(byte[] Image, string Class, bool IsSynthetic)>();
        long without = 0;
        using (var resizer = new ImageResizer((shape.Height, shape.Width), options.Resizing, options.CropAnchor))
        using (DataViewRowCursor cursor = data.GetRowCursor(mark is { } marks ? [image.Column, label.Column, marks] : [image.Column, label.Column]))
        {
            ImageGetter get = image.Open(cursor);
            Func<string?> read = label.Open(cursor);
            ValueGetter<bool>? getMark = mark is { } column ? cursor.GetGetter<bool>(column) : null;
            bool isSynthetic = false;
            while (cursor.MoveNext())
            {
                if (found.Count % 256 == 0) options.CancellationToken.ThrowIfCancellationRequested();
                if (read() is not { } name) continue;
                ReadOnlySpan<byte> original = get(out ImageShape size);
                if (original.IsEmpty)
                {
                    without++;
                    continue;
                }

                byte[] planes = new byte[shape.Length];
                PixelOrder.Planes(shape.Channels).Write(resizer.Resized(size), resizer.Resize(size, original), planes);
                getMark?.Invoke(ref isSynthetic);
                found.Add((planes, options.ClassNames?.GetValueOrDefault(name) ?? name, isSynthetic));
            }
        }

        if (without > 0) environment.Warning($"{without} rows have a label but no image; the generator is trained without them.");
        if (found.Count == 0)
            throw new DatasetException(
                "There is nothing to train a generator on.",
                $"No row of the training data has both an image in '{image.Column.Name}' and a label in '{label.Column.Name}'.",
                "Give training data with images and labels.");
        // In alphabetical order, not in that of the rows: the generator's classes then do not depend on how the data was shuffled.
        var classes = new ClassMap(found.Select(row => row.Class).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var result = new TrainingImages(shape, classes, $"{found.Count} rows of the column '{image.Column.Name}'");
        foreach ((byte[] planes, string name, bool isSynthetic) in found)
        {
            if (isSynthetic) result.synthetic.Add(result.images.Count);
            result.images.Add(planes);
            result.labels.Add(classes.IndexOf(name));
        }

        return result;
    }
}
