namespace GanAugment.Transforms.Comparison;

/// <summary>What a comparison can say of a difference.</summary>
public enum Verdict
{
    /// <summary>The 95 % interval contains zero, or there is a single seed.</summary>
    NoMeasurableGain,

    /// <summary>The 95 % interval lies above zero.</summary>
    Gain,

    /// <summary>The 95 % interval lies below zero.</summary>
    Harm,
}
