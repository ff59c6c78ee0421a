namespace GanAugment.Data;

/// <summary>Labelled images of one shape, addressed by index. Reading is thread-safe and gives the same bytes every time.</summary>
public interface ILabelledImageSource
{
    /// <summary>Where the images came from, for messages and provenance: a path or a name.</summary>
    string Origin { get; }

    /// <summary>The shape of every image.</summary>
    ImageShape Shape { get; }

    /// <summary>The classes; labels index into it.</summary>
    ClassMap Classes { get; }

    /// <summary>The class index of every image, in order; its count is the number of images.</summary>
    IReadOnlyList<int> Labels { get; }

    /// <summary>Reads one image.</summary>
    /// <param name="index">0 … Labels.Count − 1.</param>
    /// <param name="pixels">Receives Shape.Length bytes, 0 … 255, channel planes one after the other (CHW; red, green, blue).</param>
    /// <exception cref="DatasetException">The image cannot be read, or is not of <see cref="Shape"/>.</exception>
    void Read(int index, Span<byte> pixels);

    /// <summary>Whether an image is marked as synthetic where it is stored. Such images are refused where a classifier is judged.</summary>
    /// <param name="index">0 … Labels.Count − 1.</param>
    bool IsSynthetic(int index) => false;
}
