namespace GanAugment.Benchmarks.Comparison;

/// <summary>What a process of a comparison says after some iterations.</summary>
/// <param name="Iterations">How many were done.</param>
/// <param name="CpuSeconds">Processor time of the process, in user and kernel mode, over all its threads.</param>
/// <param name="WallSeconds">Time on the clock.</param>
/// <param name="PeakBytes">The most memory that the process has had resident since it began.</param>
internal sealed record Answer(int Iterations, double CpuSeconds, double WallSeconds, long PeakBytes);
