namespace GanAugment.Training;

/// <summary>Consistency regularisation: D judges an image and a shifted, mirrored copy of it alike (Zhang et al. 2020, CR), also of generated images (Zhao et
/// al. 2021, bCR), and nearby latents alike (zCR).</summary>
public sealed record ConsistencyOptions
{
    /// <summary>λ for real images.</summary><value>Default 10, the paper's.</value>
    public double RealWeight { get; init; } = 10;

    /// <summary>λ for generated images.</summary><value>Default 0; 10 is bCR's. It lets the generator make shifted and mirrored images unpunished.</value>
    public double FakeWeight { get; init; }

    /// <summary>λ for D's judgement of the images of nearby latents.</summary><value>Default 0; zCR uses 5 to 20.</value>
    public double LatentDiscriminatorWeight { get; init; }

    /// <summary>λ for how far apart the generator moves the images of nearby latents.</summary><value>Default 0; zCR uses 0.5.</value>
    public double LatentGeneratorWeight { get; init; }

    /// <summary>The deviation of what is added to each component of z for a nearby latent.</summary><value>Default 0.05, zCR's.</value>
    public double LatentRadius { get; init; } = 0.05;

    /// <summary>Whether copies are mirrored half of the times.</summary><value>Default true; turn it off where left and right differ, as in letters.</value>
    public bool Mirror { get; init; } = true;
}
