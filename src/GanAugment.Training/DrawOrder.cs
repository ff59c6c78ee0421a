using GanAugment.Data;

namespace GanAugment.Training;

/// <summary>Which image, and so which class, comes at each draw of an endless shuffled sequence. Addressed by position, so it resumes anywhere.</summary>
/// <remarks>Uniform: every K draws show each class once in random order, and each class goes through its images in a new random order every time round.
/// Natural: every N draws show each image once.</remarks>
internal sealed class DrawOrder
{
    private readonly ClassSampling sampling;
    private readonly IReadOnlyList<int> labels;
    private readonly int[][] members;
    private readonly NamedStream decks;
    private readonly NamedStream[] rounds;
    private readonly (long Round, int[] Order)[] cached;
    private (long Epoch, int[] Order) deck = (-1, []);

    /// <summary>Creates the order.</summary>
    /// <param name="sampling">How classes are drawn.</param>
    /// <param name="data">Its labels; with uniform sampling every class needs an image.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">Two purposes have independent orders.</param>
    public DrawOrder(ClassSampling sampling, ILabelledImageSource data, long seed, string purpose)
    {
        this.sampling = sampling;
        labels = data.Labels;
        members = new int[data.Classes.Count][];
        for (int c = 0; c < members.Length; c++) members[c] = [.. Enumerable.Range(0, labels.Count).Where(i => labels[i] == c)];
        decks = new NamedStream(seed, $"{purpose} deck");
        rounds = [.. members.Select((_, c) => new NamedStream(seed, $"{purpose} class {c}"))];
        cached = [.. members.Select(_ => (-1L, Array.Empty<int>()))];
    }

    /// <summary>The class and the image index of a draw.</summary>
    public (int Class, int Image) At(long draw)
    {
        int length = sampling == ClassSampling.Uniform ? members.Length : labels.Count;
        var (epoch, place) = Math.DivRem(draw, length);
        if (deck.Epoch != epoch) deck = (epoch, decks.At(epoch).Permutation(length));
        int drawn = deck.Order[place];
        if (sampling == ClassSampling.Natural) return (labels[drawn], drawn);
        // Each epoch draws every class once: the epoch counts the class's own draws.
        var (round, turn) = Math.DivRem(epoch, members[drawn].Length);
        if (cached[drawn].Round != round) cached[drawn] = (round, rounds[drawn].At(round).Permutation(members[drawn].Length));
        return (drawn, members[drawn][cached[drawn].Order[turn]]);
    }
}
