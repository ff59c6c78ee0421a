namespace GanAugment.Evaluation;

/// <summary>A generated image and the training image that it is nearest to.</summary>
/// <param name="Generated">Its place among the generated images.</param>
/// <param name="Class">Its class.</param>
/// <param name="Training">The index of the training image.</param>
/// <param name="Distance">How far they are apart.</param>
public readonly record struct SuspectedCopy(int Generated, string Class, int Training, double Distance);
