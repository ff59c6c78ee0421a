namespace GanAugment.Evaluation;

/// <summary>Groups of metrics of a generator.</summary>
[Flags]
public enum EvaluationMetrics
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The Fréchet distance (FID).</summary>
    Frechet = 1,

    /// <summary>The kernel distance (KID), of all images and of subsets.</summary>
    Kernel = 2,

    /// <summary>Precision, recall, density and coverage.</summary>
    Manifold = 4,

    /// <summary>The chosen distances class by class.</summary>
    Classes = 8,

    /// <summary>What a classifier of real images makes of the generated ones: its score, and whether it takes them for their class (GAN-test).</summary>
    Classifier = 16,

    /// <summary>Near copies of training images.</summary>
    Copies = 32,

    /// <summary>All of them.</summary>
    All = Frechet | Kernel | Manifold | Classes | Classifier | Copies,
}
