namespace GanAugment.Transforms.Comparison;

/// <summary>How far a comparison is.</summary>
/// <param name="Arm">The arm that is trained next, or that was the last.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Done">Classifiers trained and tested so far.</param>
/// <param name="Total">Classifiers altogether: arms times seeds.</param>
public sealed record ComparisonProgress(string Arm, long Seed, int Done, int Total);
