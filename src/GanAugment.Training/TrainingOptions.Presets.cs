using GanAugment.Training.Networks;

namespace GanAugment.Training;

public sealed partial record TrainingOptions
{
    /// <summary>A few hundred to a few thousand gray images up to 32×32, minutes on a processor: the defaults.</summary>
    /// <remarks>Two discriminator steps and no spectral norm in the generator, because short runs collapse with one step and learn slower with the norm; no
    /// augmentation, which costs quality below a thousand steps.</remarks>
    public static TrainingOptions Fonts28 => new();

    /// <summary>Tens of thousands of 32×32 colour images: the authors' CIFAR networks and schedule.</summary>
    /// <remarks>Launch script for CIFAR-10 of ajbrock/BigGAN-PyTorch: width 64, tables per class, normal weights, four discriminator steps of 50 images, equal
    /// learning rates, 125,000 steps. Translation and cutout are those of DiffAugment's run of the same networks (Zhao et al. 2020), which never cost quality
    /// and halve the distance when data is scarce.</remarks>
    public static TrainingOptions Cifar32 => new()
    {
        Resolution = 32,
        Steps = 125_000,
        BatchSize = 50,
        DiscriminatorSteps = 4,
        GeneratorLearningRate = 2e-4,
        DiscriminatorLearningRate = 2e-4,
        AdamBeta2 = 0.999,
        BaseChannels = 64,
        LatentSize = 128,
        SharedEmbedding = null,
        Hierarchical = false,
        GeneratorSpectralNorm = true,
        Initialization = WeightInitialization.Normal02,
        SpectralNormEpsilon = 1e-8,
        AverageDecay = 0.9999,
        AverageStart = 1000,
        Augmentation = AugmentationPolicy.Translation | AugmentationPolicy.Cutout,
        SnapshotEvery = 1000,
    };

    /// <summary>A folder of a few thousand 64×64 colour images, hours on a graphics card.</summary>
    /// <remarks>Width 32 (8 million weights) fits such data; attention at half the resolution, the one size that both networks have; all of DiffAugment's
    /// changes, the policy that Zhao et al. 2020 use for sets of a few hundred images.</remarks>
    public static TrainingOptions Folder64 => new()
    {
        Resolution = 64,
        Steps = 40_000,
        BatchSize = 64,
        GeneratorLearningRate = 1e-4,
        DiscriminatorLearningRate = 4e-4,
        AdamBeta2 = 0.999,
        AdamEpsilon = 1e-6,
        BaseChannels = 32,
        LatentSize = 100,
        SharedEmbedding = 128,
        GeneratorAttention = 32,
        DiscriminatorAttention = 32,
        GeneratorSpectralNorm = true,
        AverageDecay = 0.999,
        AverageStart = 1000,
        Augmentation = AugmentationPolicy.Color | AugmentationPolicy.Translation | AugmentationPolicy.Cutout,
        SnapshotEvery = 1000,
    };

    /// <summary>A million 128×128 images in a thousand classes: the paper's networks with the authors' published schedule.</summary>
    /// <remarks>Script for batches of 256 × 8 of ajbrock/BigGAN-PyTorch: one discriminator step, rates 1e-4 and 4e-4, and epsilons of 1e-6, which low precision
    /// would need larger. 2048 images per gradient come from accumulation.</remarks>
    public static TrainingOptions ImageNet128 => new()
    {
        Resolution = 128,
        Steps = 150_000,
        BatchSize = 256,
        Accumulations = 8,
        DiscriminatorSteps = 1,
        GeneratorLearningRate = 1e-4,
        DiscriminatorLearningRate = 4e-4,
        AdamBeta2 = 0.999,
        AdamEpsilon = 1e-6,
        BaseChannels = 96,
        LatentSize = 120,
        SharedEmbedding = 128,
        GeneratorAttention = 64,
        DiscriminatorAttention = 64,
        GeneratorSpectralNorm = true,
        AverageDecay = 0.9999,
        AverageStart = 20_000,
        ClassSampling = ClassSampling.Natural,
        SnapshotEvery = 1000,
    };

    /// <summary>A million 256×256 images in a thousand classes.</summary>
    /// <remarks>As <see cref="ImageNet128"/>, with z of seven chunks of 20 and the generator's attention at 128×128, where the published 256×256 weights have
    /// it; the discriminator's stays at 64×64, for the cost of attention grows with the fourth power of the size.</remarks>
    public static TrainingOptions ImageNet256 => ImageNet128 with
    {
        Resolution = 256,
        BatchSize = 64,
        Accumulations = 32,
        LatentSize = 140,
        GeneratorAttention = 128,
    };

    /// <summary>The presets by name.</summary>
    public static IReadOnlyDictionary<string, TrainingOptions> Presets { get; } = new Dictionary<string, TrainingOptions>(StringComparer.OrdinalIgnoreCase)
    {
        ["fonts28"] = Fonts28, ["cifar32"] = Cifar32, ["folder64"] = Folder64, ["imagenet128"] = ImageNet128, ["imagenet256"] = ImageNet256,
    };
}
