namespace GanAugment.Generation;

/// <summary>A layer that takes in a part of z by linear maps.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Offset">The first component of z that it takes in.</param>
/// <param name="Length">How many components.</param>
/// <param name="Weights">The maps: each [rows, Length], row by row, without the columns of the class.</param>
public sealed record LatentLayer(string Name, int Offset, int Length, IReadOnlyList<ReadOnlyMemory<float>> Weights);
