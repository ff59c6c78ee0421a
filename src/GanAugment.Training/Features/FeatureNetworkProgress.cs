namespace GanAugment.Training.Features;

/// <summary>How far the training of a feature network is.</summary>
/// <param name="Step">Updates done.</param>
/// <param name="Steps">Updates in all.</param>
/// <param name="Loss">Mean loss since the last report.</param>
/// <param name="Accuracy">Share of the images drawn since the last report that were recognised, changed as they were, 0 … 1.</param>
/// <param name="Remaining">Time left at this speed.</param>
public sealed record FeatureNetworkProgress(int Step, int Steps, double Loss, double Accuracy, TimeSpan Remaining);
