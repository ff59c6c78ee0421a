namespace GanAugment.Filtering;

/// <summary>What a filter says of an image.</summary>
/// <param name="Keep">Whether it approves.</param>
/// <param name="Score">How good the image is by this filter, 0 … 1; compares refused images with each other.</param>
public readonly record struct ImageVerdict(bool Keep, float Score);
