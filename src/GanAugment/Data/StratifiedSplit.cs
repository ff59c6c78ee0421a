namespace GanAugment.Data;

/// <summary>Parts a data set in two, class by class, so that both parts have the same class proportions.</summary>
public static class StratifiedSplit
{
    /// <summary>Holds out a share of every class; the same arguments give the same parts on every machine.</summary>
    /// <param name="source">The images.</param>
    /// <param name="share">Share to hold out, between 0 and 1; each class gives round(share · count), but a class of two or more images gives at least one
    /// and keeps at least one.</param>
    /// <param name="seed">Chooses which images.</param>
    /// <returns>What is kept and the held-out part, each in the order of the source; together they are the source.</returns>
    /// <exception cref="OptionException"><paramref name="share"/> is not between 0 and 1.</exception>
    public static (Subset Kept, Subset HeldOut) HoldOut(ILabelledImageSource source, double share, long seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(share > 0 && share < 1))
            throw new OptionException($"A share of {share} cannot be held out.", "The option is 'share'.", "Give a number between 0 and 1, for example 0.2.");
        var rest = new List<int>();
        var heldOut = new List<int>();
        foreach ((int label, int[] indices) in ByClass(source))
        {
            int[] order = Shuffle.Order(indices, seed, label);
            int count = order.Length < 2 ? 0 : Math.Clamp((int)Math.Round(share * order.Length, MidpointRounding.AwayFromZero), 1, order.Length - 1);
            heldOut.AddRange(order.AsSpan(0, count));
            rest.AddRange(order.AsSpan(count));
        }

        rest.Sort();
        heldOut.Sort();
        return (new Subset(source, rest), new Subset(source, heldOut));
    }

    /// <summary>The indices of every class's images, ascending, in class order.</summary>
    internal static IEnumerable<(int Label, int[] Indices)> ByClass(ILabelledImageSource source)
    {
        var indices = new List<int>[source.Classes.Count];
        for (int k = 0; k < indices.Length; k++) indices[k] = [];
        for (int i = 0; i < source.Labels.Count; i++) indices[source.Labels[i]].Add(i);
        return indices.Select((list, label) => (label, list.ToArray()));
    }
}
