namespace GanAugment.Transforms.Comparison;

/// <summary>What the arm in question gains or loses on one class.</summary>
/// <param name="Class">The class.</param>
/// <param name="TrainingImages">Its real training images in a repetition.</param>
/// <param name="EvaluationImages">Its evaluation images.</param>
/// <param name="Recall">The paired difference in recall, in points; null without evaluation images.</param>
public sealed record ClassDifference(string Class, int TrainingImages, int EvaluationImages, PairedDifference? Recall);
