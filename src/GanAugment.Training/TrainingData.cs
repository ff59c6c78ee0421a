using GanAugment.Data;

namespace GanAugment.Training;

/// <summary>The data set of a run in a few words: enough to tell another apart and to describe the generator made from it. It describes what is trained on;
/// images held out are no part of it.</summary>
public sealed record TrainingData
{
    /// <summary>Where the images came from.</summary>
    public required string Origin { get; init; }

    /// <summary>SHA-256 over images and labels, see <see cref="DatasetFingerprint"/>; null where the data of an imported generator is unknown.</summary>
    public required string? Fingerprint { get; init; }

    /// <summary>C.</summary>
    public required int Channels { get; init; }

    /// <summary>H in pixels, before padding.</summary>
    public required int Height { get; init; }

    /// <summary>W in pixels, before padding.</summary>
    public required int Width { get; init; }

    /// <summary>Class names in order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Images per class, in class order; null where the data of an imported generator is unknown.</summary>
    public required IReadOnlyList<int>? ImagesPerClass { get; init; }

    /// <summary>Images per class that were given and held out, in class order; see <see cref="TrainingOptions.HoldOut"/>.</summary>
    public IReadOnlyList<int> HeldOutPerClass { get; init; } = [];

    /// <summary>Describes a data set; reads every image that is trained on.</summary>
    internal static TrainingData Describe(ILabelledImageSource data, ILabelledImageSource heldOut) => new()
    {
        Origin = data.Origin,
        Fingerprint = DatasetFingerprint.Compute(data),
        Channels = data.Shape.Channels,
        Height = data.Shape.Height,
        Width = data.Shape.Width,
        Classes = [.. data.Classes],
        ImagesPerClass = data.CountPerClass(),
        HeldOutPerClass = heldOut.CountPerClass(),
    };
}
