namespace GanAugment.Training;

/// <summary>What snapshots are compared by; the least is the best.</summary>
public enum SnapshotMeasure
{
    /// <summary>The mean over classes of the diagonal Fréchet distance in the run's own probe. Every class counts alike, and so
    /// do classes of a handful of images, whose distance is mostly chance.</summary>
    ClassFrechet,

    /// <summary>The Fréchet distance with full covariance of all samples to as many training images, in the features of
    /// <see cref="TrainingOptions.FeatureNetwork"/> or else of the probe.</summary>
    Frechet,

    /// <summary>The kernel distance of all samples to as many training images, in the same features: unbiased, so better with few images.</summary>
    Kernel,
}
