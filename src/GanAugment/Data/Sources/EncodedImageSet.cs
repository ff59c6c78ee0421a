using GanAugment.Provenance;

namespace GanAugment.Data.Sources;

/// <summary>Labelled PNG and JPEG images that are read and decoded when asked for. The images looked at first, one per class, decide about the shape.</summary>
internal sealed class EncodedImageSet : ILabelledImageSource
{
    private readonly string[] names;
    private readonly int[] labels;
    private readonly Func<string, byte[]> load;
    private readonly Func<string, bool>? isMarked;

    /// <summary>Looks at the first image of every class.</summary>
    /// <param name="origin">Where the images are.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="images">Name and class index of every image, in order; every index must be a class.</param>
    /// <param name="load">Reads the bytes of a named image; must be thread-safe.</param>
    /// <param name="isMarked">Whether something beside a named image says that it is synthetic; null where nothing can.</param>
    /// <exception cref="DatasetException">There is no image, or one of those looked at cannot be read or has another size.</exception>
    public EncodedImageSet(string origin, ClassMap classes, IReadOnlyList<(string Name, int Label)> images, Func<string, byte[]> load,
        Func<string, bool>? isMarked = null)
    {
        if (images.Count == 0)
            throw new DatasetException("There are no images.", $"The data is '{origin}'.", "Check the path; PNG and JPEG are read.");
        Origin = origin;
        Classes = classes;
        this.load = load;
        this.isMarked = isMarked;
        names = [.. images.Select(image => image.Name)];
        labels = [.. images.Select(image => image.Label)];
        foreach ((string name, _) in images.DistinctBy(image => image.Label))
        {
            ImageShape shape = EncodedImage.Measure(load(name), name);
            // Colour as soon as one is: gray images can be shown in colour, but not the other way round.
            Shape = Shape.Length == 0 ? shape : Shape with { Channels = Math.Max(Shape.Channels, shape.Channels) };
        }
    }

    /// <inheritdoc/>
    public string Origin { get; }

    /// <inheritdoc/>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public ClassMap Classes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels => labels;

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels) => EncodedImage.Decode(load(names[index]), names[index], Shape, pixels[..Shape.Length]);

    /// <inheritdoc/>
    public bool IsSynthetic(int index) => isMarked?.Invoke(names[index]) == true || SyntheticMark.IsSynthetic(load(names[index]));

    /// <summary>The bytes of an image file.</summary>
    /// <exception cref="DatasetException">It is missing, cannot be read, or is too large.</exception>
    public static byte[] LoadFile(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            byte[] bytes = BoundedRead.UpTo(stream, EncodedImage.LargestFile + 1);
            if (bytes.Length > EncodedImage.LargestFile)
                throw new DatasetException($"An image file has more than {EncodedImage.LargestFile} bytes.",
                    $"The file is '{path}'.", "Resize the image, or take it out.");
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"An image cannot be read: {e.Message.TrimEnd('.')}.",
                $"The file is '{path}'.", "Check that it is there and may be read.", e);
        }
    }
}
