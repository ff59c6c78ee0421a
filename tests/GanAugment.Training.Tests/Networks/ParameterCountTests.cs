using GanAugment.Training.Networks;
using static GanAugment.Training.Networks.BigGanArchitecture;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Networks;

/// <summary>The networks are as large as the published ones of the same settings.</summary>
public class ParameterCountTests
{
    // ajbrock/BigGAN-PyTorch's CIFAR scripts, PyTorch-StudioGAN's logs (its discriminator is narrower), and the paper's ImageNet networks.
    [Theory]
    [InlineData(32, 64, 10, 128, null, false, null, null, 4_304_387, 4_207_361)]
    [InlineData(32, 64, 100, 128, null, false, null, null, 4_580_867, 4_230_401)]
    [InlineData(32, 96, 10, 80, 128, true, 16, null, 9_416_196, null)]
    [InlineData(32, 64, 10, 80, 128, true, 16, null, 4_369_156, null)]
    [InlineData(64, 32, 10, 100, 128, true, 32, null, 8_374_660, null)]
    [InlineData(64, 64, 10, 100, 128, true, 32, null, 31_739_396, null)]
    [InlineData(128, 32, 10, 120, 128, true, 64, null, 8_416_580, null)]
    [InlineData(64, 64, 1000, 100, 128, true, 32, 32, 31_866_116, 20_571_842)]
    [InlineData(128, 64, 1000, 120, 128, true, 64, 64, 31_978_628, 39_448_258)]
    [InlineData(128, 96, 1000, 120, 128, true, 64, 64, 70_433_988, 87_982_370)]
    [InlineData(256, 96, 1000, 140, 128, true, 128, 64, 82_097_604, 99_225_890)]
    public void BigGan(int resolution, int ch, int classes, int latent, int? shared, bool hierarchical, int? attentionG, int? attentionD, int generatorCount,
        int? discriminatorCount)
    {
        BigGanSpec spec = BigGanSpec.Standard(BigGanArchitecture.BigGan, resolution, ch, ch, 3, classes, latent) with
        {
            SharedEmbedding = shared, Hierarchical = hierarchical, GeneratorAttention = attentionG, DiscriminatorAttention = attentionD,
        };
        AssertCounts(spec, generatorCount, discriminatorCount);
    }

    // The published deep generators emit 128 maps and use three of them: (128 − 3) · (128 · 9 + 1) weights that do nothing.
    [Theory]
    [InlineData(128, 50.39)]
    [InlineData(256, 55.88)]
    [InlineData(512, 56.16)]
    public void BigGan_deep(int resolution, double millions)
    {
        BigGanSpec spec = BigGanSpec.Standard(BigGanDeep, resolution, 128, 128, 3, 1000, 128) with
        {
            SharedEmbedding = 128, Hierarchical = true, GeneratorAttention = 64,
        };
        using var generator = new BigGanGenerator(spec);
        Assert.Equal(millions, Math.Round((Count(generator) + 125 * (128 * 9 + 1)) / 1e6, 2));
    }

    [Fact]
    public void The_deep_discriminator_of_128_pixels_has_the_papers_34_6_million()
    {
        BigGanSpec spec = BigGanSpec.Standard(BigGanDeep, 128, 4, 128, 3, 1000, 128) with { DiscriminatorAttention = 64 };
        using var discriminator = new BigGanDiscriminator(spec);
        Assert.Equal(34.6, Math.Round(Count(discriminator) / 1e6, 1));
    }

    [Fact]
    public void A_thin_discriminator_is_as_wide_inside_as_before_each_block()
    {
        BigGanSpec wide = BigGanSpec.Standard(BigGanArchitecture.BigGan, 64, 4, 4, 3, 2, 8), thin = wide with { WideDiscriminator = false };
        using BigGanDiscriminator first = new(wide), second = new(thin);
        // Blocks of (in, out): a wide one has in·out + out·out 3×3 kernels, a thin one in·in + in·out; biases follow the hidden width.
        (int In, int Out)[] blocks = [(3, 4), (4, 8), (8, 16), (16, 32), (32, 64)];
        int saved = blocks.Sum(b => 9 * (b.Out * b.Out - b.In * b.In) + b.Out - b.In);
        Assert.Equal(saved, Count(first) - Count(second));
    }

    private static void AssertCounts(BigGanSpec spec, int generatorCount, int? discriminatorCount)
    {
        using (var generator = new BigGanGenerator(spec)) Assert.Equal(generatorCount, Count(generator));
        if (discriminatorCount is not int count) return;
        using var discriminator = new BigGanDiscriminator(spec);
        Assert.Equal(count, Count(discriminator));
    }

    private static long Count(nn.Module network) => network.parameters().Sum(p => p.numel());
}
