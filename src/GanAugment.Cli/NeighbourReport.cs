using GanAugment.Data;
using GanAugment.Editing;
using GanAugment.Evaluation;

namespace GanAugment.Cli;

/// <summary>The result of a search for neighbours, for JSON.</summary>
/// <param name="Data">Where the training images came from.</param>
/// <param name="TrainedOn">Whether they are the ones that the generator was trained on; null where it does not say.</param>
/// <param name="HeldOut">Where the held-out images came from, or null.</param>
/// <param name="Baseline">How near held-out images come to training images, or null.</param>
/// <param name="Images">Per generated image.</param>
internal sealed record NeighbourReport(string Data, bool? TrainedOn, string? HeldOut, NeighbourBaseline? Baseline, IReadOnlyList<NeighbourReport.Image> Images)
{
    /// <summary>One generated image and what is near it.</summary>
    public sealed record Image(string Class, long Seed, IReadOnlyList<Found> Nearest, Found? HeldOut);

    /// <summary>A real image.</summary>
    public sealed record Found(int Index, string Class, double Distance);

    /// <summary>Names what was found.</summary>
    public static NeighbourReport Of(NeighbourSheet sheet, ILabelledImageSource training, bool? trainedOn, ILabelledImageSource? heldOut)
    {
        static Found Named(ILabelledImageSource source, Neighbour near) => new(near.Index, source.Classes[source.Labels[near.Index]], near.Distance);
        return new NeighbourReport(training.Origin, trainedOn, heldOut?.Origin, sheet.Baseline, [.. sheet.Rows.Select(row =>
            new Image(row.Class, row.Seed, [.. row.Nearest.Select(near => Named(training, near))], row.HeldOut is { } other ? Named(heldOut!, other) : null))]);
    }
}
