namespace GanAugment.Transforms.Comparison;

/// <summary>One exact way to make training rows of the real ones.</summary>
/// <param name="Treatment">What is done without the generator.</param>
public sealed record ArmSetting(Treatment Treatment)
{
    /// <summary>The changes of <see cref="Treatment.Classic"/>; nothing else reads them.</summary>
    public ClassicTransform Classic { get; init; } = new();

    /// <summary>What the generator adds; null for a baseline.</summary>
    public SyntheticUse? Synthetic { get; init; }

    /// <summary>The treatment alone in words.</summary>
    public string TreatmentName => Treatment switch
    {
        Treatment.None => "none",
        Treatment.Oversampling => "oversampling",
        Treatment.ClassWeights => "class weights",
        Treatment.Classic => $"classic ({Classic})",
        Treatment.MixUp => "MixUp",
        _ => "SMOTE",
    };

    /// <summary>All of it in words; equal settings have equal words, by which stored results are found again.</summary>
    public override string ToString() => Synthetic is null ? TreatmentName : $"{TreatmentName} + {Synthetic}";
}
