using GanAugment.Training.Import;

namespace GanAugment.Training.Snapshots;

/// <summary>The checkpoint that a snapshot was imported from.</summary>
/// <param name="Format">Whose checkpoint.</param>
/// <param name="File">Its file's name, without the folder.</param>
/// <param name="Average">Whether its weights are a moving average; null where it does not say.</param>
public sealed record ImportOrigin(CheckpointFormat Format, string File, bool? Average);
