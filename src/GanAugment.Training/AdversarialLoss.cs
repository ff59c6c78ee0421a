namespace GanAugment.Training;

/// <summary>What discriminator and generator play for.</summary>
public enum AdversarialLoss
{
    /// <summary>D is content once reals score above 1 and fakes below −1: BigGAN's.</summary>
    Hinge,

    /// <summary>Logistic, log(1 + exp(∓D)); G maximises log σ(D(G)). What adaptive augmentation was tuned with: D's outputs keep growing as it overfits, so
    /// their sign says more.</summary>
    NonSaturating,
}
