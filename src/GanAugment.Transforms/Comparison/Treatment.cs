namespace GanAugment.Transforms.Comparison;

/// <summary>How a training set is treated without a generator. Every class lacks some rows to a target; a treatment says what stands for them.</summary>
public enum Treatment
{
    /// <summary>Nothing: the real rows as they are.</summary>
    None,

    /// <summary>Random duplicates of the class's own rows.</summary>
    Oversampling,

    /// <summary>Weights: the rows of every class weigh as much as duplicates would make them weigh.</summary>
    ClassWeights,

    /// <summary>Shifted, mirrored and cropped copies of the class's own images, see <see cref="ClassicTransform"/>.</summary>
    Classic,

    /// <summary>Mixtures of one of the class's images and any other, weighted in their parts (Zhang et al. 2018).</summary>
    MixUp,

    /// <summary>Points between a row and one of its nearest neighbours of the class (Chawla et al. 2002), in the space in which the classifier sees rows:
    /// pixels, or the features of <see cref="ComparisonOptions.Features"/>.</summary>
    Smote,

    /// <summary>Images of <see cref="ComparisonOptions.Pool"/>, whose labels nobody reads, that a classifier of the real rows takes for the class (Lee 2013);
    /// duplicates where they do not suffice.</summary>
    PseudoLabels,

    /// <summary>The class's own images of <see cref="ComparisonOptions.Pool"/>; duplicates where they do not suffice.</summary>
    PoolImages,
}
