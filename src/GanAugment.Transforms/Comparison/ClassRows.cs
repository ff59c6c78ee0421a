namespace GanAugment.Transforms.Comparison;

/// <summary>The rows of one class in one setting.</summary>
/// <param name="Class">The class.</param>
/// <param name="Real">Real training rows, each once.</param>
/// <param name="Made">What was made of them: duplicates, copies, mixtures, points between.</param>
/// <param name="Synthetic">Synthetic rows.</param>
public sealed record ClassRows(string Class, int Real, int Made, int Synthetic);
