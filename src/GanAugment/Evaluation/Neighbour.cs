namespace GanAugment.Evaluation;

/// <summary>An image near another one.</summary>
/// <param name="Index">Its index in the set that was searched.</param>
/// <param name="Distance">How far it is.</param>
public readonly record struct Neighbour(int Index, double Distance);
