namespace GanAugment.Training.Steps;

/// <summary>One batch of a phase, as part of a run. It addresses every random draw that the batch needs.</summary>
/// <param name="Step">Steps done before.</param>
/// <param name="Number">Its number among all batches of all phases.</param>
/// <param name="Shown">Real images shown before.</param>
/// <param name="Weight">One over the number of accumulated batches.</param>
internal readonly record struct MicroBatch(int Step, long Number, long Shown, double Weight);
