namespace GanAugment.Transforms.Comparison;

/// <summary>Pictures for a report, each the content of a .png file; sheets are there for a light and a dark page.</summary>
public sealed record ComparisonPictures
{
    /// <summary>Per class: real training images, and synthetic ones; null where the generator lacks the class.</summary>
    public required IReadOnlyList<(string Class, byte[] Real, byte[]? Synthetic)> Samples { get; init; }

    /// <summary>One row per class, one column per truncation, the same random numbers along a row.</summary>
    public required (byte[] Light, byte[] Dark) Truncations { get; init; }

    /// <summary>Synthetic images beside their nearest training images.</summary>
    public required (byte[] Light, byte[] Dark) Neighbours { get; init; }

    /// <summary>What the distances to the neighbours say.</summary>
    public required IReadOnlyList<string> NeighbourNotes { get; init; }
}
