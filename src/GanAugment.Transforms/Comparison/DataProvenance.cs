namespace GanAugment.Transforms.Comparison;

/// <summary>Which images took part.</summary>
/// <param name="Origin">Where they came from.</param>
/// <param name="Images">How many.</param>
/// <param name="Fingerprint">SHA-256 over images and labels.</param>
public sealed record DataProvenance(string Origin, int Images, string Fingerprint);
