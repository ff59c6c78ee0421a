using GanAugment.Data;

namespace GanAugment.Training;

/// <summary>Which image, and so which class, comes at each draw of an endless shuffled sequence. Addressed by position, so it resumes anywhere.</summary>
/// <remarks>Classes come as <see cref="ClassSampling"/> has them, exactly so in every deck of draws; each class goes through its images in a new random order
/// every time round.</remarks>
internal sealed class DrawOrder
{
    private readonly int[][] members;
    private readonly ClassDeck classes;
    private readonly NamedStream[] rounds;
    private readonly (long Round, int[] Order)[] cached;

    /// <summary>Creates the order.</summary>
    /// <param name="sampling">How classes are drawn.</param>
    /// <param name="data">Its labels; every class needs an image.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">Two purposes have independent orders.</param>
    public DrawOrder(ClassSampling sampling, ILabelledImageSource data, long seed, string purpose)
    {
        members = new int[data.Classes.Count][];
        for (int c = 0; c < members.Length; c++) members[c] = [.. Enumerable.Range(0, data.Labels.Count).Where(i => data.Labels[i] == c)];
        classes = new ClassDeck(sampling, Array.ConvertAll(members, m => m.Length), new NamedStream(seed, $"{purpose} deck"));
        rounds = [.. members.Select((_, c) => new NamedStream(seed, $"{purpose} class {c}"))];
        cached = [.. members.Select(_ => (-1L, Array.Empty<int>()))];
    }

    /// <summary>The class and the image index of a draw.</summary>
    public (int Class, int Image) At(long draw)
    {
        var (c, before) = classes.At(draw);
        var (round, turn) = Math.DivRem(before, members[c].Length);
        if (cached[c].Round != round) cached[c] = (round, rounds[c].At(round).Permutation(members[c].Length));
        return (c, members[c][cached[c].Order[turn]]);
    }
}
