using GanAugment.Generation;

namespace GanAugment.Training.Export;

/// <summary>A published discriminator file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="MaximumDifference">The largest difference of a logit from the network's, as a share of the largest logit or of 1; at most
/// <see cref="ExportParityCheck.Limit"/>.</param>
public sealed record DiscriminatorExport(string Path, long Bytes, DiscriminatorManifest Manifest, double MaximumDifference);
