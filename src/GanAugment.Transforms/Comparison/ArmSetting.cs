namespace GanAugment.Transforms.Comparison;

/// <summary>One exact way to make training rows of the real ones.</summary>
/// <param name="Treatment">What is done without the generator.</param>
public sealed record ArmSetting(Treatment Treatment)
{
    /// <summary>The changes of <see cref="Treatment.Classic"/>; nothing else reads them.</summary>
    public ClassicTransform Classic { get; init; } = new();

    /// <summary>The least probability that makes an image of the pool one of a class, 0 … 1, for <see cref="Treatment.PseudoLabels"/>; nothing else reads it.
    /// </summary><value>0.5.</value>
    public double Confidence { get; init; } = 0.5;

    /// <summary>Whether the classifier sees <see cref="ComparisonOptions.PoolFeatures"/> of all rows instead of what it sees in other arms.</summary>
    public bool OnPoolFeatures { get; init; }

    /// <summary>What the generator adds; null for a baseline.</summary>
    public SyntheticUse? Synthetic { get; init; }

    /// <summary>The treatment alone in words.</summary>
    public string TreatmentName => Rows + (OnPoolFeatures ? " on features of the pool" : "");

    /// <summary>Whether <see cref="ComparisonOptions.Pool"/> is needed.</summary>
    internal bool IsOfPool => OnPoolFeatures || Treatment is Treatment.PseudoLabels or Treatment.PoolImages;

    private string Rows => Treatment switch
    {
        Treatment.None => "none",
        Treatment.Oversampling => "oversampling",
        Treatment.ClassWeights => "class weights",
        Treatment.Classic => $"classic ({Classic})",
        Treatment.MixUp => "MixUp",
        Treatment.PseudoLabels => FormattableString.Invariant($"pseudo-labels from {100 * Confidence:0.#} %"),
        Treatment.PoolImages => "pool images",
        _ => "SMOTE",
    };

    /// <summary>All of it in words; equal settings have equal words, by which stored results are found again.</summary>
    public override string ToString() => Synthetic is null ? TreatmentName : $"{TreatmentName} + {Synthetic}";
}
