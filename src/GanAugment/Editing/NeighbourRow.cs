using GanAugment.Evaluation;

namespace GanAugment.Editing;

/// <summary>What is near one generated image.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Seed">The seed of its latent.</param>
/// <param name="Nearest">The nearest training images, nearest first.</param>
/// <param name="HeldOut">The nearest held-out image, or null without any.</param>
public sealed record NeighbourRow(string Class, long Seed, IReadOnlyList<Neighbour> Nearest, Neighbour? HeldOut);
