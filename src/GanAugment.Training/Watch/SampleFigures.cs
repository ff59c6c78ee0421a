namespace GanAugment.Training.Watch;

/// <summary>What the samples of one snapshot measure.</summary>
/// <param name="FrechetDistance">The class mean of the diagonal Fréchet distance in the run's own probe.</param>
/// <param name="Metrics">Figures over all classes by key.</param>
/// <param name="ClassMetrics">Figures of each class by key.</param>
/// <param name="Diversity">How varied each class is.</param>
/// <param name="Score">The figure that snapshots are chosen by.</param>
internal sealed record SampleFigures(double FrechetDistance, IReadOnlyDictionary<string, double> Metrics, IReadOnlyDictionary<string, float[]> ClassMetrics,
    ClassDiversity Diversity, double Score);
