namespace GanAugment.Training;

/// <summary>Which class comes at each draw of an endless sequence: decks of cards, each class with a fixed number of them, each deck shuffled anew.</summary>
internal sealed class ClassDeck
{
    private const double EffectiveNumberBeta = 0.999;

    private readonly int[] cards;
    private readonly int[] perClass;
    private readonly NamedStream shuffles;
    private (long Number, (int Class, int Turn)[] Order) deck = (-1, []);

    /// <summary>Creates the decks.</summary>
    /// <param name="sampling">How classes are drawn.</param>
    /// <param name="counts">Images per class, none of them 0.</param>
    /// <param name="shuffles">Shuffles the decks.</param>
    public ClassDeck(ClassSampling sampling, IReadOnlyList<int> counts, NamedStream shuffles)
    {
        this.shuffles = shuffles;
        perClass = CardsPerClass(sampling, counts);
        cards = [.. perClass.SelectMany((count, c) => Enumerable.Repeat(c, count))];
    }

    /// <summary>The class of a draw, and how many draws that class had before.</summary>
    public (int Class, long Before) At(long draw)
    {
        var (number, place) = Math.DivRem(draw, cards.Length);
        if (deck.Number != number) deck = (number, Deal(number));
        var (c, turn) = deck.Order[place];
        return (c, number * perClass[c] + turn);
    }

    /// <summary>How many cards of a deck each class has: one each where all are alike, else about as many cards as
    /// images, and so at least one.</summary>
    internal static int[] CardsPerClass(ClassSampling sampling, IReadOnlyList<int> counts)
    {
        if (sampling == ClassSampling.Uniform) return [.. counts.Select(_ => 1)];
        if (sampling == ClassSampling.Natural) return [.. counts];
        double[] shares = [.. counts.Select(n => sampling == ClassSampling.SquareRoot ? Math.Sqrt(n)
            : n * (1 - EffectiveNumberBeta) / (1 - Math.Pow(EffectiveNumberBeta, n)))];
        double unit = counts.Sum() / shares.Sum();
        return [.. shares.Select(share => (int)Math.Round(share * unit))];
    }

    private (int Class, int Turn)[] Deal(long number)
    {
        var turns = new int[perClass.Length];
        return Array.ConvertAll(shuffles.At(number).Permutation(cards.Length), card => (cards[card], turns[cards[card]]++));
    }
}
