using GanAugment.Generation;

namespace GanAugment.Tests.Generation;

public class LatentDirectionsTests
{
    [Fact]
    public void Directions_of_a_rotated_stretch_are_its_axes()
    {
        // A = S·Rᵀ with stretches 3, 1 along the axes of a turn by 30°.
        double c = Math.Cos(Math.PI / 6), s = Math.Sin(Math.PI / 6);
        LatentDirections found = LatentDirections.Of([new LatentLayer("layer", 0, 2, [Floats(3 * c, 3 * s, -s, c)])]);
        Assert.Equal(2, found.Count);
        AssertClose([c, s], found[0]);
        // The largest component is positive.
        AssertClose([-s, c], found[1]);
        Assert.Equal((3, 1), (Math.Round(found[0].Strength, 5), Math.Round(found[1].Strength, 5)));
    }

    [Fact]
    public void The_largest_component_is_positive_and_the_first_of_equal_ones_decides()
    {
        LatentDirections found = LatentDirections.Of([new LatentLayer("layer", 0, 2, [Floats(1, -1)])]);
        AssertClose([Math.Sqrt(0.5), -Math.Sqrt(0.5)], found[0]);
        found = LatentDirections.Of([new LatentLayer("layer", 0, 3, [Floats(0.1, -2, 0)])]);
        Assert.True(found[0].Components[1] > 0.9f);
    }

    [Fact]
    public void Directions_of_a_layer_are_orthonormal_and_ordered_by_strength()
    {
        var random = new Random(3);
        float[] weights = [.. Enumerable.Range(0, 60 * 24).Select(_ => (float)(random.NextDouble() - 0.5))];
        var layer = new LatentLayer("layer", 0, 24, [weights.AsMemory(0, 24 * 20), weights.AsMemory(24 * 20)]);
        LatentDirections found = LatentDirections.Of([layer], perLayer: 24);
        Assert.Equal(24, found.Count);
        for (int i = 0; i < 24; i++)
            for (int j = 0; j <= i; j++)
                Assert.Equal(i == j ? 1 : 0, found[i].Components.Zip(found[j].Components).Sum(pair => (double)pair.First * pair.Second), 1e-6);
        Assert.Equal(found.OrderByDescending(d => d.Strength), found);
        Assert.All(found, d => Assert.True(d.Components.MaxBy(Math.Abs) > 0));
        // |A·v| is the strength: the two maps count as one matrix.
        double[] moved = [.. Enumerable.Range(0, 60).Select(row => found[2].Components.Select((v, i) => (double)v * weights[row * 24 + i]).Sum())];
        Assert.Equal(found[2].Strength, Math.Sqrt(moved.Sum(m => m * m)), 1e-5);
    }

    [Fact]
    public void Each_layer_moves_its_own_part_of_z_and_nothing_else()
    {
        LatentDirections found = LatentDirections.Of(
            [new LatentLayer("first", 0, 2, [Floats(2, 0, 0, 1)]), new LatentLayer("second", 2, 3, [Floats(0, 0, 5)])], perLayer: 1);
        Assert.Equal(["first #1", "second #1"], found.Select(d => d.Name));
        var z = new float[] { 1, 1, 1, 1, 1 };
        found[1].Move(z, -2, z);
        Assert.Equal([1, 1, 1, 1, -1], z);
        found[0].Move(z, 0.5, z);
        Assert.Equal([1.5f, 1, 1, 1, -1], z);
    }

    [Fact]
    public void Equal_strengths_and_weights_of_zero_still_give_directions_of_length_1()
    {
        foreach (float[] weights in new float[][] { [1, 0, 0, 0, 1, 0, 0, 0, 1], [0, 0, 0] })
            Assert.All(LatentDirections.Of([new LatentLayer("layer", 0, 3, [weights])]), d => Assert.Equal(1, d.Components.Sum(v => (double)v * v), 1e-6));
    }

    [Fact]
    public void They_can_be_written_and_read_again()
    {
        LatentDirections found = LatentDirections.Of([new LatentLayer("first", 1, 3, [Floats(0.1, 0.7, -0.3, 2, 1, 0)])]);
        string json = found.ToJson();
        Assert.Equal(json, LatentDirections.Parse(json, 4, "test").ToJson());
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("null", "null")]
    [InlineData("""{"version":2,"directions":[]}""", "version is 2")]
    [InlineData("""{"version":1,"directions":[null]}""", "direction 0 is null")]
    [InlineData("""{"version":1,"directions":null}""", "cannot be read")]
    [InlineData("""{"version":1,"directions":[],"more":1}""", "more")]
    [InlineData("""{"version":1,"directions":[{"layer":"a","rank":0,"strength":1,"offset":2,"components":[1]}]}""", "z has 2")]
    [InlineData("""{"version":1,"directions":[{"layer":"a","rank":0,"strength":1,"offset":0,"components":[]}]}""", "0 components")]
    [InlineData("""{"version":1,"directions":[{"layer":"a","rank":0,"strength":1,"offset":0,"components":[1,1]}]}""", "length 1.414")]
    public void What_is_no_such_document_is_refused_with_its_origin(string json, string why)
    {
        var error = Assert.Throws<GeneratorException>(() => LatentDirections.Parse(json, 2, "file.onnx"));
        Assert.Contains(why, error.Message);
        Assert.Contains("file.onnx", error.Message);
    }

    private static float[] Floats(params double[] values) => [.. values.Select(v => (float)v)];

    private static void AssertClose(double[] expected, LatentDirection actual) =>
        Assert.All(expected.Zip(actual.Components), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
}
