namespace GanAugment.Training;

/// <summary>What a run left behind.</summary>
/// <param name="Run">Its folder.</param>
/// <param name="Step">Generator updates done.</param>
/// <param name="Completed">False when it was cancelled or stopped by its alarm; everything up to <paramref name="Step"/> is saved and the run can be
/// resumed.</param>
/// <param name="ImagesPerSecond">Real images shown to the discriminator per second of this session, pictures and measurements included.</param>
/// <param name="FrechetDistance">The measurement of <see cref="RunDirectory.BestFile"/>; null before the first snapshot.</param>
/// <param name="Collapse">Why the alarm stopped the run; null when it did not.</param>
public sealed record TrainingResult(RunDirectory Run, int Step, bool Completed, double ImagesPerSecond, double? FrechetDistance, string? Collapse = null);
