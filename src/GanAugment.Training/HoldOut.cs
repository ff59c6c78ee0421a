using GanAugment.Data;

namespace GanAugment.Training;

/// <summary>Keeps some images of every large class away from training, so that the discriminator can be asked about images that it has never seen.</summary>
internal static class HoldOut
{
    /// <summary>A class with fewer images keeps them all: there each image counts for more than the gauge gains.</summary>
    public const int SmallestClass = 50;

    /// <summary>The share where none was chosen, and some class is large enough.</summary>
    public const double DefaultShare = 0.02;

    /// <summary>The share that is used for this data: the one asked for, or the default, or 0 where no class is large enough.</summary>
    public static double Share(double? asked, ILabelledImageSource data) => asked ?? (data.CountPerClass().Any(n => n >= SmallestClass) ? DefaultShare : 0);

    /// <summary>Parts the data; the same arguments give the same parts.</summary>
    /// <param name="data">All images.</param>
    /// <param name="share">What each class of <see cref="SmallestClass"/> or more images gives, rounded, but at least one image; 0 for nothing.</param>
    /// <param name="seed">Chooses which images.</param>
    /// <returns>What is trained on, in the order of the data, and the rest, possibly nothing.</returns>
    public static (ILabelledImageSource Training, ILabelledImageSource HeldOut) Part(ILabelledImageSource data, double share, long seed)
    {
        if (share == 0) return (data, new Subset(data, []));
        int[] counts = data.CountPerClass();
        int[] large = [.. Enumerable.Range(0, data.Labels.Count).Where(i => counts[data.Labels[i]] >= SmallestClass)];
        if (large.Length == 0) return (data, new Subset(data, []));
        Subset heldOut = StratifiedSplit.HoldOut(new Subset(data, large), share, new NamedStream(seed, "held out").Seed).HeldOut;
        int[] chosen = [.. heldOut.Indices.Select(i => large[i])];
        var gone = chosen.ToHashSet();
        return (new Subset(data, Enumerable.Range(0, data.Labels.Count).Where(i => !gone.Contains(i))), new Subset(data, chosen));
    }
}
