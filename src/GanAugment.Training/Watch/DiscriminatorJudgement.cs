namespace GanAugment.Training.Watch;

/// <summary>D on real images without augmentation; D &gt; 0 says "real".</summary>
/// <param name="TrainingMean">Mean of D over training images.</param>
/// <param name="TrainingAboveZero">Share of training images that are real to D.</param>
/// <param name="HeldOutMean">Mean of D over held-out images of the same classes; null where none are held out.</param>
/// <param name="HeldOutAboveZero">Share of held-out images that are real to D; about a half when the other share is near 1 means learning by heart.</param>
internal sealed record DiscriminatorJudgement(double TrainingMean, double TrainingAboveZero, double? HeldOutMean, double? HeldOutAboveZero);
