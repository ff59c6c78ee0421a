using GanAugment.Generation;
using GanAugment.Training.Networks;

namespace GanAugment.Training.Tests.Networks;

public class InitializationTests
{
    [Theory]
    [InlineData(5, 12)]
    [InlineData(12, 5)]
    [InlineData(7, 7)]
    [InlineData(40, 33)]
    [InlineData(35, 90)]
    public void The_shorter_side_is_orthonormal(int rows, int columns)
    {
        float[] matrix = OrthogonalMatrix.Draw(rows, columns, new LatentStream(1));
        int vectors = Math.Min(rows, columns);
        for (int a = 0; a < vectors; a++)
            for (int b = 0; b < vectors; b++)
            {
                double dot = 0;
                for (int i = 0; i < Math.Max(rows, columns); i++)
                    dot += rows <= columns ? matrix[a * columns + i] * (double)matrix[b * columns + i] : matrix[i * columns + a] * (double)matrix[i * columns + b];
                Assert.Equal(a == b ? 1 : 0, dot, 5);
            }
    }

    [Fact]
    public void The_seed_and_the_name_fix_every_weight_and_nothing_else_does()
    {
        float[] Fresh(long seed, string name)
        {
            using var network = new BigGanGenerator(PeerCase.HierarchicalSpec);
            Initialization.Fill(network, seed, name);
            return [.. network.parameters().SelectMany(p => TensorAssert.Values(p)), .. network.buffers().SelectMany(b => TensorAssert.Values(b))];
        }

        float[] first = Fresh(1, "generator");
        Assert.Equal(first, Fresh(1, "generator"));
        Assert.NotEqual(first, Fresh(2, "generator"));
        Assert.NotEqual(first, Fresh(1, "other"));
    }

    [Fact]
    public void No_two_layers_of_one_shape_are_alike()
    {
        using var network = new BigGanGenerator(PeerCase.HierarchicalSpec);
        Initialization.Fill(network, 1, "generator");
        float[][] weights = [.. network.named_parameters().Where(p => p.parameter.shape.Length >= 2).Select(p => TensorAssert.Values(p.parameter))];
        Assert.Equal(weights.Length, weights.Select(w => w[0]).Distinct().Count());
    }

    [Fact]
    public void Normal_weights_have_deviation_002_and_uniform_ones_stay_in_their_bound()
    {
        float[] Weights(WeightInitialization kind)
        {
            using var layer = new Convolution(24, 40, 3, null);
            Initialization.Fill(layer, 1, "layer", kind);
            return TensorAssert.Values(layer.parameters().First(p => p.shape.Length == 4));
        }

        float[] normal = Weights(WeightInitialization.Normal02), uniform = Weights(WeightInitialization.Xavier);
        Assert.InRange(Math.Sqrt(normal.Average(w => w * (double)w)), 0.0194, 0.0206);
        Assert.InRange(normal.Max(), 0.05, 0.12);
        double bound = Math.Sqrt(6.0 / (24 * 9 + 40 * 9));
        Assert.InRange(uniform.Max(), 0.98 * bound, bound);
        Assert.InRange(Math.Sqrt(uniform.Average(w => w * (double)w)), 0.97 * bound / Math.Sqrt(3), 1.03 * bound / Math.Sqrt(3));
    }
}
