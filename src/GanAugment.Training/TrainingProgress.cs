namespace GanAugment.Training;

/// <summary>How far a run is.</summary>
/// <param name="Step">Generator updates done.</param>
/// <param name="Steps">Generator updates in all.</param>
/// <param name="ImagesPerSecond">Real images shown to the discriminator per second of this session, pictures and measurements included.</param>
/// <param name="DiscriminatorLoss">Loss of the discriminator, mean since the last line of statistics.</param>
/// <param name="GeneratorLoss">Loss of the generator, mean since the last line of statistics.</param>
/// <param name="Gap">Mean D(real) − mean D(fake) since the last line of statistics; near zero for long, the run has collapsed.</param>
/// <param name="Remaining">Time left at this speed.</param>
/// <param name="FrechetDistance">The latest measurement, or null before the first; see <see cref="Snapshots.SnapshotDescription.FrechetDistance"/>.</param>
/// <param name="LastGrid">The latest picture of generated images, a .png file.</param>
/// <param name="Notice">Something a person should read, such as a sign of collapse or a damaged snapshot that was passed over; mostly null.</param>
public sealed record TrainingProgress(int Step, int Steps, double ImagesPerSecond, double DiscriminatorLoss, double GeneratorLoss, double Gap,
    TimeSpan Remaining, double? FrechetDistance, string LastGrid, string? Notice = null);
