namespace GanAugment.Editing;

/// <summary>One image of a grid, as the generator's inputs.</summary>
/// <param name="Z">The latent [Z].</param>
/// <param name="Y">The class mixture [K].</param>
public readonly record struct GridCell(ReadOnlyMemory<float> Z, ReadOnlyMemory<float> Y);
