namespace GanAugment.Training.Steps;

/// <summary>What one phase of a step measured.</summary>
/// <param name="Loss">The phase's loss.</param>
/// <param name="Gap">Mean D(real) − mean D(fake); null where no real image was shown. Near zero, D has lost: the alarm of a collapse.</param>
internal readonly record struct PhaseFigures(double Loss, double? Gap);
