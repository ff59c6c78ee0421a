namespace GanAugment.Evaluation;

/// <summary>The images whose highest probability lies in one bin: sound when confidence and accuracy agree.</summary>
/// <param name="From">The bin's lower end, not in it (but 0 is in the first).</param>
/// <param name="To">The bin's upper end, in it.</param>
/// <param name="Images">How many images fell into it; at least one.</param>
/// <param name="Confidence">The mean of their highest probabilities.</param>
/// <param name="Accuracy">The share of them that is classified rightly.</param>
public readonly record struct CalibrationBin(double From, double To, long Images, double Confidence, double Accuracy);
