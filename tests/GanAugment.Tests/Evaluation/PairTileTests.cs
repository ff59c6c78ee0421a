using GanAugment.Evaluation;

namespace GanAugment.Tests.Evaluation;

public class PairTileTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 7)]
    [InlineData(256, 32, 32)]
    [InlineData(300, 31, 6)]
    [InlineData(513, 2, 29)]
    public void Every_pair_has_the_sum_of_a_plain_loop(int length, int rowsA, int rowsB)
    {
        var random = new Random(length);
        float[] a = Draw(40 * length), b = Draw(40 * length);
        int[] left = [.. Enumerable.Range(0, rowsA).Select(_ => random.Next(40))], right = [.. Enumerable.Range(0, rowsB).Select(_ => random.Next(40))];
        var tile = new PairTile(length);
        // A larger tile before leaves nothing behind.
        tile.Dots(b, [.. Enumerable.Range(0, PairTile.Side)], a, [.. Enumerable.Range(0, PairTile.Side)]);
        tile.Dots(a, left, b, right);
        Check((x, y) => x * y);
        tile.SquaredDistances(a, left, b, right);
        Check((x, y) => (x - y) * (x - y));

        void Check(Func<double, double, double> term)
        {
            for (int i = 0; i < rowsA; i++)
                for (int j = 0; j < rowsB; j++)
                    Assert.Equal(Enumerable.Range(0, length).Sum(k => term(a[left[i] * length + k], b[right[j] * length + k])), tile[i, j], 1e-9);
        }

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
