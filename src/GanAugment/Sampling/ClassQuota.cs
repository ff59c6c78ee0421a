namespace GanAugment.Sampling;

/// <summary>One line of a plan: a class, what there is, and what is added.</summary>
/// <param name="ClassName">The class.</param>
/// <param name="Real">Real images present.</param>
/// <param name="Synthetic">Synthetic images to add, 0 or more.</param>
public sealed record ClassQuota(string ClassName, long Real, long Synthetic)
{
    /// <summary>Random duplicates of the real images to add, 0 or more.</summary><value>0.</value>
    public long Duplicates { get; init; }

    /// <summary>Images after adding.</summary>
    public long Total => Real + Duplicates + Synthetic;

    /// <summary>The share of synthetic images among them, 0 … 1; 0 where there is no image at all.</summary>
    public double SyntheticShare => Total == 0 ? 0 : (double)Synthetic / Total;
}
