using GanAugment.Generation;
using GanAugment.Training.Editing;
using GanAugment.Training.Export;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Tests.Export;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Editing;

public class ClosedFormDirectionsTests
{
    private static readonly BigGanSpec Plain = TinyGenerator.Gray with { GeneratorSpectralNorm = false };

    [Fact]
    public void The_first_layer_whose_answer_is_known()
    {
        // Stretches 1, 4, 2, 3 along the axes of the first chunk.
        using BigGanGenerator network = Zero(Plain);
        Set(network.Linear, (0, 0, 1), (1, 1, 4), (2, 2, -2), (3, 3, 3));
        LatentDirection[] found = [.. ClosedFormDirections.Of(network).Where(d => d.Layer == ClosedFormDirections.FirstLayer)];
        Assert.Equal([1, 3, 2, 0], found.Select(d => d.Components.ToList().IndexOf(1)));
        Assert.Equal([4, 3, 2, 1], found.Select(d => d.Strength));
        Assert.All(found, d => Assert.Equal(0, d.Offset));
    }

    [Fact]
    public void A_blocks_gains_and_biases_count_as_one_matrix_and_class_columns_not_at_all()
    {
        using BigGanGenerator network = Zero(Plain);
        var block = (GeneratorBlock)network.Blocks[1];
        // Columns 0 to 5 are the class embedding's; 6 to 9 the chunk's.
        Set(block.Norm1.Gain, (0, 0, 100), (0, 6, 3));
        Set(block.Norm2.Bias, (5, 6, 4), (2, 8, 2));
        LatentDirection[] found = [.. ClosedFormDirections.Of(network, perLayer: 2).Where(d => d.Layer == "block 1")];
        Assert.Equal([5, 2], found.Select(d => d.Strength));
        Assert.Equal([1, 0, 0, 0], found[0].Components);
        Assert.Equal([0, 0, 1, 0], found[1].Components);
        Assert.All(found, d => Assert.Equal(8, d.Offset));
    }

    [Fact]
    public void A_direction_changes_what_its_layer_makes_of_z_by_its_strength()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(tiny.Snapshot);
        LatentDirection strongest = ClosedFormDirections.Of(snapshot)[0];
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        Tensor zero = zeros(1, 4), moved = tensor(strongest.Components.ToArray(), [1, 4]);
        LinearLayer layer = snapshot.Generator.Linear;
        Assert.Equal(strongest.Strength, (layer.call(moved) - layer.call(zero)).norm().item<float>(), 1e-5);
        // With spectral norm the largest stretch is about 1.
        Assert.InRange(strongest.Strength, 0.9, 1.1);
    }

    [Fact]
    public void Every_layer_that_takes_z_in_has_orthonormal_directions_in_its_own_chunk()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(tiny.Snapshot);
        LatentDirections found = ClosedFormDirections.Of(snapshot);
        Assert.Equal(["first layer", "block 0", "block 1", "block 2"], found.Select(d => d.Layer).Distinct());
        var whole = new float[found.Count][];
        for (int i = 0; i < found.Count; i++) found[i].Move(new float[16], 1, whole[i] = new float[16]);
        // Four chunks of four: all sixteen together are a basis of z.
        Assert.Equal(16, found.Count);
        for (int i = 0; i < 16; i++)
            for (int j = 0; j <= i; j++)
                Assert.Equal(i == j ? 1 : 0, whole[i].Zip(whole[j]).Sum(pair => (double)pair.First * pair.Second), 1e-6);
    }

    [Fact]
    public void Without_hierarchical_latents_the_first_layer_takes_the_whole_z()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray with { Hierarchical = false });
        LatentDirections found = ClosedFormDirections.Of(tiny.Network);
        Assert.Equal(LatentDirections.PerLayer, found.Count);
        Assert.All(found, d => Assert.Equal((ClosedFormDirections.FirstLayer, 0, 16), (d.Layer, d.Offset, d.Components.Count)));
    }

    [Fact]
    public void In_the_deep_family_every_block_moves_the_whole_z()
    {
        using BigGanGenerator network = Zero(Plain with
        {
            Architecture = BigGanArchitecture.BigGanDeep, GeneratorChannels = [8, 8, 8, 8], DiscriminatorChannels = [8, 8], LatentSize = 5,
        });
        // The first layer and every norm see the embedding in columns 0 to 5, then z.
        Set(network.Linear, (0, 0, 100), (7, 8, 6));
        Set(((DeepGeneratorBlock)network.Blocks[3]).Norms[2].Bias, (1, 3, 100), (1, 10, 2));
        LatentDirections found = ClosedFormDirections.Of(network, perLayer: 1);
        Assert.Equal(["first layer", "block 0", "block 1", "block 2", "block 3", "block 4", "block 5"], found.Select(d => d.Layer));
        Assert.Equal((6, 2), (found[0].Strength, found[4].Strength));
        Assert.Equal([0, 0, 1, 0, 0], found[0].Components);
        Assert.Equal([0, 0, 0, 0, 1], found[4].Components);
        Assert.All(found, d => Assert.Equal(0, d.Offset));
    }

    [Fact]
    public void An_exported_file_carries_them()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path => new OrtGenerator(path));
        using var exported = new OrtGenerator(tiny.Output);
        Assert.Equal(ClosedFormDirections.Of(tiny.Network).ToJson(), exported.Metadata[LatentDirections.MetadataKey]);
    }

    private static BigGanGenerator Zero(BigGanSpec spec)
    {
        var network = new BigGanGenerator(spec);
        network.eval();
        return network;
    }

    private static void Set(nn.Module layer, params (long Row, long Column, float Value)[] entries)
    {
        using var guard = no_grad();
        Tensor weight = layer.parameters().First(p => p.shape.Length == 2);
        foreach (var (row, column, value) in entries) weight[row, column] = value;
    }
}
