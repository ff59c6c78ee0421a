using GanAugment.Data;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>Images with the labels of another list of classes, matched by name.</summary>
internal sealed class AlignedImages : ILabelledImageSource
{
    private readonly ILabelledImageSource source;
    private readonly int[] labels;

    private AlignedImages(ILabelledImageSource source, ClassMap classes)
    {
        this.source = source;
        Classes = classes;
        labels = [.. source.Labels.Select(label => classes.IndexOf(source.Classes[label]))];
    }

    public string Origin => source.Origin;

    public ImageShape Shape => source.Shape;

    public ClassMap Classes { get; }

    public IReadOnlyList<int> Labels => labels;

    /// <summary>Brings images to the classes of the training images; they may have fewer, or another order.</summary>
    /// <param name="role">What the images are, for messages.</param>
    /// <param name="source">The images.</param>
    /// <param name="train">The training images.</param>
    /// <exception cref="DatasetException">They have another shape, or a class that the training images lack.</exception>
    public static ILabelledImageSource To(string role, ILabelledImageSource source, ILabelledImageSource train)
    {
        string? unknown = source.Classes.FirstOrDefault(name => train.Classes.IndexOf(name) < 0);
        if (unknown is not null || source.Shape != train.Shape)
            throw new DatasetException(
                $"Training images ({train.Shape}; {train.Classes}) and {role} ({source.Shape}; {source.Classes}) do not belong together.",
                $"They are '{train.Origin}' and '{source.Origin}'.", "Give images of the same shape, of classes that the training images have.");
        if (source.Labels.Count == 0) throw new DatasetException($"There are no {role}.", $"They are '{source.Origin}'.", "Give other images.");
        return source.Classes.Equals(train.Classes) ? source : new AlignedImages(source, train.Classes);
    }

    public void Read(int index, Span<byte> pixels) => source.Read(index, pixels);

    public bool IsSynthetic(int index) => source.IsSynthetic(index);
}
