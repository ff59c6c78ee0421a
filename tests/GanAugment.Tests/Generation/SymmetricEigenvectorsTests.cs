using GanAugment.Generation;

namespace GanAugment.Tests.Generation;

public class SymmetricEigenvectorsTests
{
    [Fact]
    public void A_matrix_whose_answer_is_known()
    {
        // The second difference of three points: 2 + √2, 2, 2 − √2.
        var (values, vectors) = SymmetricEigenvectors.Of([[2], [-1, 2], [0, -1, 2]]);
        Assert.Equal([2 + Math.Sqrt(2), 2, 2 - Math.Sqrt(2)], values, (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(Math.Sqrt(0.5), Math.Abs(vectors[0][1]), 1e-14);
        Assert.Equal(0, vectors[1][1], 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Values_and_vectors_give_the_matrix_again(int n)
    {
        var random = new Random(n);
        double[][] matrix = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, i + 1).Select(_ => random.NextDouble() - 0.5).ToArray())];
        var (values, vectors) = SymmetricEigenvectors.Of(matrix);
        Assert.Equal(values.OrderDescending(), values);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
            {
                Assert.Equal(matrix[Math.Max(i, j)][Math.Min(i, j)], Enumerable.Range(0, n).Sum(k => values[k] * vectors[k][i] * vectors[k][j]), 1e-13);
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, n).Sum(k => vectors[i][k] * vectors[j][k]), 1e-13);
            }
    }
}
