namespace GanAugment.Evaluation;

/// <summary>Real images that took part in an evaluation.</summary>
/// <param name="Origin">Where they came from.</param>
/// <param name="Images">How many.</param>
/// <param name="Fingerprint">SHA-256 over images and labels.</param>
/// <param name="TrainedOn">Whether they are what the generator was trained on, by its own record; null where it has none.</param>
public sealed record EvaluatedData(string Origin, int Images, string Fingerprint, bool? TrainedOn);
