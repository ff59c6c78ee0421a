namespace GanAugment.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Doing">What is done, for people.</param>
/// <param name="Share">The share of it that is done, 0 … 1.</param>
public sealed record EvaluationProgress(string Doing, double Share);
