namespace GanAugment.Transforms.Comparison;

/// <summary>What a truncation does to samples.</summary>
/// <param name="Truncation">How z is drawn.</param>
/// <param name="Images">Samples per class.</param>
/// <param name="Recognised">The share of samples that a classifier trained on the real training images takes for the class they were made for, per cent:
/// the mean over classes.</param>
/// <param name="Diversity">The standard deviation of pixels within a class over that of its training images, per cent: the mean over classes.</param>
/// <param name="Validation">The best macro recall on validation images of an arm that used this truncation, per cent; null where none did.</param>
public sealed record TruncationFigures(string Truncation, int Images, double Recognised, double Diversity, double? Validation);
