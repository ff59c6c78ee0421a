namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>A repetition's images as its classifiers see them: as the comparison's options say, or by features of the pool.</summary>
/// <param name="Train">The training images.</param>
/// <param name="Validation">The validation images.</param>
/// <param name="Maker">Makes rows of the training images.</param>
internal sealed record SeenImages(ComparedImages Train, ComparedImages Validation, RowMaker Maker);
