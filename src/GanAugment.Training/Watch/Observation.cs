namespace GanAugment.Training.Watch;

/// <summary>What the collapse alarm remembers of one line of statistics. Two lines are never equal: their steps differ.</summary>
/// <param name="Step">The step.</param>
/// <param name="Gap">Mean D(real) − mean D(fake).</param>
/// <param name="LossD">The discriminator's loss.</param>
/// <param name="Generator">Largest singular value of each layer of G.</param>
/// <param name="Uniform">Classes whose samples are all alike; null where the line has no snapshot.</param>
internal sealed record Observation(int Step, double Gap, double LossD, IReadOnlyDictionary<string, float> Generator, IReadOnlyList<string>? Uniform);
