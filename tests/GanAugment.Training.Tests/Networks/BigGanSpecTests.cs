using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Networks;

public class BigGanSpecTests
{
    private static readonly BigGanSpec Small = new()
    {
        ImageChannels = 1, Classes = 3, LatentSize = 16, GeneratorChannels = [16, 16, 8, 8], DiscriminatorChannels = [8, 8, 8, 8],
            DiscriminatorDownsamplings = 2,
        SharedEmbedding = 4, Hierarchical = true,
    };

    [Theory]
    [InlineData(64, "matches 0 blocks")]
    [InlineData(4, "matches 0 blocks")]
    public void Generator_attention_that_matches_nothing_is_an_error(int size, string expected)
    {
        var error = Assert.Throws<OptionException>(() => new BigGanGenerator(Small with { GeneratorAttention = size }));
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData(8, "matches 3 blocks")]
    [InlineData(32, "matches 0 blocks")]
    public void Discriminator_attention_must_match_exactly_one_block(int size, string expected)
    {
        var error = Assert.Throws<OptionException>(() => new BigGanDiscriminator(Small with { DiscriminatorAttention = size }));
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void Fresh_attention_changes_nothing(int size)
    {
        using var scope = NewDisposeScope();
        using var with = new BigGanGenerator(Small with { GeneratorAttention = size });
        using var without = new BigGanGenerator(Small);
        Initialization.Fill(with, 1, "g");
        Initialization.Fill(without, 1, "g");
        with.eval();
        without.eval();
        Tensor z = ones(2, 16), y = tensor(new float[] { 1, 0, 0, 0, 1, 0 }, [2, 3]);
        Assert.True(with.named_parameters().Count() > without.named_parameters().Count());
        TensorAssert.Same(without.call(z, y), with.call(z, y));
    }

    [Fact]
    public void Hierarchy_without_a_shared_embedding_is_an_error() =>
        Assert.Throws<OptionException>(() => new BigGanGenerator(Small with { SharedEmbedding = null }));

    [Fact]
    public void Latents_that_do_not_divide_into_chunks_are_an_error() =>
        Assert.Contains("multiple of 4", Assert.Throws<OptionException>(() => new BigGanGenerator(Small with { LatentSize = 18 })).Message);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 10)]
    [InlineData(4, 2)]
    public void Any_channel_and_class_count_makes_networks(int channels, int classes)
    {
        using var scope = NewDisposeScope();
        BigGanSpec spec = Small with { ImageChannels = channels, Classes = classes, DiscriminatorAttention = 16 };
        using var generator = new BigGanGenerator(spec);
        using var discriminator = new BigGanDiscriminator(spec);
        Initialization.Fill(generator, 0, "g");
        Initialization.Fill(discriminator, 0, "d");
        Tensor y = zeros(2, classes);
        y[0, 0] = 1;
        y[1, classes - 1] = 1;
        Tensor images = generator.call(tensor(Enumerable.Range(0, 32).Select(i => MathF.Sin(i)).ToArray(), [2, 16]), y);
        Assert.Equal([2, channels, 32, 32], images.shape);
        Assert.True(TensorAssert.Values(images).All(v => v is >= -1 and <= 1));
        Assert.Equal([2, 1], discriminator.call(images, y).shape);
    }

    [Fact]
    public void In_evaluation_an_image_depends_on_its_own_latent_and_class_alone()
    {
        using var scope = NewDisposeScope();
        using var generator = new BigGanGenerator(Small);
        Initialization.Fill(generator, 0, "g");
        generator.eval();
        Tensor z = tensor(Enumerable.Range(0, 64).Select(i => MathF.Sin(i * i)).ToArray(), [4, 16]), y = tensor(new float[] { 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0,
            0 }, [4, 3]);
        Tensor together = generator.call(z, y), alone = generator.call(z.narrow(0, 2, 1), y.narrow(0, 2, 1));
        TensorAssert.Close(together.narrow(0, 2, 1), alone, 1e-5);
    }

    [Fact]
    public void Training_advances_singular_vectors_and_evaluation_does_not()
    {
        using var scope = NewDisposeScope();
        using var discriminator = new BigGanDiscriminator(Small);
        Initialization.Fill(discriminator, 0, "d");
        Tensor x = ones(2, 1, 32, 32), y = tensor(new float[] { 1, 0, 0, 0, 1, 0 }, [2, 3]);
        float[] Vectors() => [.. discriminator.named_buffers().SelectMany(b => TensorAssert.Values(b.buffer))];
        discriminator.eval();
        float[] before = Vectors();
        discriminator.call(x, y);
        Assert.Equal(before, Vectors());
        discriminator.train();
        discriminator.call(x, y);
        Assert.NotEqual(before, Vectors());
    }

    [Fact]
    public void A_discriminator_block_leaves_its_input_as_it_was()
    {
        using var scope = NewDisposeScope();
        using var block = new DiscriminatorBlock(Small, 1);
        Initialization.Fill(block, 0, "d");
        Tensor x = tensor(Enumerable.Range(0, 8 * 16 * 16).Select(i => MathF.Sin(i)).ToArray(), [1, 8, 16, 16]);
        float[] before = TensorAssert.Values(x);
        block.call(x);
        Assert.Equal(before, TensorAssert.Values(x));
    }
}
