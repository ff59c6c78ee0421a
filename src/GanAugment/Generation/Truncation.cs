namespace GanAugment.Generation;

/// <summary>The three distributions of z that go by the name of truncation.</summary>
public enum TruncationKind
{
    /// <summary>z ~ N(0, I).</summary>
    None,

    /// <summary>z ~ N(0, I) conditioned on |zᵢ| ≤ τ in every component (Brock et al. 2019, §3.1).</summary>
    Threshold,

    /// <summary>z = ψ · t with t ~ N(0, I) conditioned on |tᵢ| ≤ 2 (the TF-Hub modules).</summary>
    Scaled,
}

/// <summary>How z is drawn. Truncation trades the diversity that a classifier needs for looks; the default is none.</summary>
public readonly record struct Truncation
{
    private Truncation(TruncationKind kind, float value) => (Kind, Value) = (kind, value);

    /// <summary>z ~ N(0, I).</summary>
    public static Truncation None => default;

    /// <summary>Which distribution.</summary>
    public TruncationKind Kind { get; }

    /// <summary>τ for <see cref="TruncationKind.Threshold"/>, ψ for <see cref="TruncationKind.Scaled"/>, 0 for <see cref="TruncationKind.None"/>.</summary>
    public float Value { get; }

    /// <summary>The truncation of the BigGAN paper: every component of z is a standard normal conditioned on |zᵢ| ≤ <paramref name="threshold"/>.</summary>
    /// <param name="threshold">τ, greater than 0; 2 changes little, 0.5 is strong.</param>
    public static Truncation Threshold(float threshold) => new(TruncationKind.Threshold, Positive(threshold, "threshold"));

    /// <summary>The truncation of the TF-Hub modules: ψ times a standard normal truncated at 2.</summary>
    /// <param name="psi">ψ, in (0, 1].</param>
    public static Truncation Scaled(float psi) => psi <= 1 ? new(TruncationKind.Scaled, Positive(psi, "psi"))
        : throw Bad(psi, "psi", "Give a value in (0, 1].");

    /// <summary>Where a generator that has batch statistics for every truncation looks them up: ψ. Without truncation it is 1, whose latents are the nearest
    /// that statistics were taken for.</summary>
    /// <exception cref="OptionException">It is a threshold, for which such generators have none.</exception>
    public float StatisticsFactor => Kind switch
    {
        TruncationKind.None => 1,
        TruncationKind.Scaled => Value,
        _ => throw new OptionException($"The generator has no batch statistics for truncation {this}.",
            "It was made with statistics for scaled truncations from 0 to 1.", "Use a scaled truncation, or none."),
    };

    /// <summary><c>none</c>, <c>threshold 0.5</c> or <c>scaled 0.5</c>.</summary>
    public override string ToString() => Kind switch
    {
        TruncationKind.Threshold => FormattableString.Invariant($"threshold {Value}"),
        TruncationKind.Scaled => FormattableString.Invariant($"scaled {Value}"),
        _ => "none",
    };

    private static float Positive(float value, string name) => value > 0 && float.IsFinite(value) ? value
        : throw Bad(value, name, "Give a finite value greater than 0.");

    private static OptionException Bad(float value, string name, string remedy) =>
        new(FormattableString.Invariant($"A truncation {name} of {value} has no meaning."), "It was given by the caller.", remedy);
}
