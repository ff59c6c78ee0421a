namespace GanAugment.Training;

/// <summary>Orthogonal regularisation: pushes the filters of every layer apart, so that the generator stays good under truncation (Brock et al. 2019, section
/// 3.1).</summary>
/// <remarks>Strengths mean what they mean in the authors' code, whose gradient is half of the written penalty's. Weights of one axis are left out, and so is
/// the generator's shared class embedding.</remarks>
public sealed record OrthogonalityOptions
{
    /// <summary>β in the generator.</summary><value>Default 0.0001, the paper's.</value>
    public double Generator { get; init; } = 1e-4;

    /// <summary>β in the discriminator.</summary><value>Default 0: the paper regularises the generator alone.</value>
    public double Discriminator { get; init; }

    /// <summary>Whether filters may have any length, and only their angles count.</summary><value>Default true, the paper's form; fixed lengths limit the
    /// network too much.</value>
    public bool Relaxed { get; init; } = true;
}
