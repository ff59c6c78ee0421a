namespace GanAugment.Transforms.Comparison;

/// <summary>A setting that was tried, and how it did on validation images.</summary>
/// <param name="Arm">Its arm.</param>
/// <param name="Setting">The setting in words.</param>
/// <param name="Validation">Macro recall over seeds, per cent.</param>
/// <param name="IsChosen">Whether it is the one that its arm is judged with.</param>
public sealed record SettingResult(string Arm, string Setting, Spread Validation, bool IsChosen);
