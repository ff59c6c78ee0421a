using GanAugment.Generation;

namespace GanAugment.Training.Export;

/// <summary>A published generator file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="MaximumDifference">The largest difference of a pixel in [−1, 1] from the network's; at most <see cref="ExportParityCheck.Limit"/>.</param>
public sealed record ExportResult(string Path, long Bytes, GeneratorManifest Manifest, double MaximumDifference);
