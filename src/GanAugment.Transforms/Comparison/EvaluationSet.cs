using GanAugment.Data;

namespace GanAugment.Transforms.Comparison;

/// <summary>Real images on which classifiers are judged. Several sets give several tables: the plain test set, other typefaces, shifted or noisy
/// images.</summary>
/// <param name="Name">The name in reports.</param>
/// <param name="Images">The images: of the training images' shape, and of some or all of their classes.</param>
public sealed record EvaluationSet(string Name, ILabelledImageSource Images);
