using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Networks;

/// <summary>Every family, resolution and way of conditioning makes images and judges them, in both orders of arithmetic.</summary>
public class ArchitectureTests
{
    public static TheoryData<BigGanArchitecture, int, int?, bool> Forms
    {
        get
        {
            var forms = new TheoryData<BigGanArchitecture, int, int?, bool>();
            foreach (var architecture in Enum.GetValues<BigGanArchitecture>())
            {
                foreach (int resolution in new[] { 32, 64, 128, 256, 512 }) forms.Add(architecture, resolution, 3, true);
                forms.Add(architecture, 32, null, false);
                forms.Add(architecture, 32, 3, false);
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Images_and_judgements_are_the_same_in_both_orders(BigGanArchitecture architecture, int resolution, int? shared, bool hierarchical)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        BigGanSpec spec = Small(architecture, resolution, shared, hierarchical);
        using var generator = new BigGanGenerator(spec);
        using var discriminator = new BigGanDiscriminator(spec);
        Fill(generator, discriminator);
        generator.eval();
        discriminator.eval();
        Tensor z = Wave(2, spec.LatentSize), y = tensor(new float[] { 1, 0, 0, 1 }, [2, 2]);
        Tensor images = generator.call(z, y), logits = discriminator.call(images, y);
        Assert.Equal([2, 3, resolution, resolution], images.shape);
        Assert.Equal([2, 1], logits.shape);
        // Saturated or empty images would agree whatever the order.
        Assert.InRange(images.std().item<float>(), 0.01, 0.95);

        IReferenceOrder.Use(generator, true);
        IReferenceOrder.Use(discriminator, true);
        Tensor slow = generator.call(z, y);
        TensorAssert.Close(slow, images, 1e-5);
        TensorAssert.Close(discriminator.call(images, y), logits, 1e-5);
    }

    [Theory]
    [InlineData(BigGanArchitecture.BigGan)]
    [InlineData(BigGanArchitecture.BigGanDeep)]
    public void Gradients_are_the_same_in_both_orders(BigGanArchitecture architecture)
    {
        using var scope = NewDisposeScope();
        BigGanSpec spec = Small(architecture, 32, 3, true) with { GeneratorAttention = 16, DiscriminatorAttention = 16 };
        (float[] Generator, float[] Discriminator) Run(bool reference)
        {
            using var generator = new BigGanGenerator(spec);
            using var discriminator = new BigGanDiscriminator(spec);
            Fill(generator, discriminator);
            IReferenceOrder.Use(generator, reference);
            IReferenceOrder.Use(discriminator, reference);
            Tensor y = tensor(new float[] { 1, 0, 0, 1, 1, 0 }, [3, 2]);
            discriminator.call(generator.call(Wave(3, spec.LatentSize), y), y).square().mean().backward();
            return (Gradients(generator), Gradients(discriminator));
        }

        var (fastG, fastD) = Run(false);
        var (slowG, slowD) = Run(true);
        TensorAssert.Close(tensor(slowD), tensor(fastD), 1e-5, "discriminator");
        TensorAssert.Close(tensor(slowG), tensor(fastG), 1e-5, "generator");
        Assert.True(fastG.Count(g => g != 0) > 0.5 * fastG.Length);
    }

    [Fact]
    public void The_deep_shortcut_keeps_the_first_channels_and_upsamples_them()
    {
        using var scope = NewDisposeScope();
        BigGanSpec spec = Small(BigGanArchitecture.BigGanDeep, 64, 3, true) with { GeneratorSpectralNorm = false };
        // Block 3 is the last of the second stage: 32 to 16 channels. Its weights are zero, so only the shortcut remains.
        using var block = new DeepGeneratorBlock(spec, 3);
        block.eval();
        Tensor x = Wave(1, 32 * 8 * 8).view(1, 32, 8, 8);
        Tensor h = block.call(x, zeros(1, spec.ConditionSize));
        TensorAssert.Same(x.narrow(1, 0, 16).repeat_interleave(2, 2).repeat_interleave(2, 3), h);
    }

    [Fact]
    public void The_deep_discriminator_widens_by_what_its_shortcut_adds()
    {
        using var scope = NewDisposeScope();
        BigGanSpec spec = Small(BigGanArchitecture.BigGanDeep, 64, 3, true) with { DiscriminatorSpectralNorm = false };
        using var block = new DeepDiscriminatorBlock(spec, 2); // The first of the second stage: 8 to 16 channels.
        block.eval();
        Tensor x = Wave(1, 8 * 8 * 8).view(1, 8, 8, 8);
        Tensor h = block.call(x);
        Assert.Equal([1, 16, 4, 4], h.shape);
        TensorAssert.Same(nn.functional.avg_pool2d(x, 2), h.narrow(1, 0, 8));
        Assert.All(TensorAssert.Values(h.narrow(1, 8, 8)), v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_deep_network_hears_z_in_every_block()
    {
        using var scope = NewDisposeScope();
        BigGanSpec spec = Small(BigGanArchitecture.BigGanDeep, 32, 3, true);
        using var generator = new BigGanGenerator(spec);
        Assert.Equal(3 + spec.LatentSize, spec.ConditionSize);
        Assert.All(generator.Blocks.Cast<DeepGeneratorBlock>().SelectMany(b => b.Norms), norm =>
            Assert.Equal(spec.ConditionSize, ((LinearLayer)norm.Gain).EffectiveWeight().shape[1]));
    }

    [Theory]
    [InlineData(new[] { 8, 16 }, "cannot widen")]
    [InlineData(new[] { 2, 2 }, "needs 4 channels")]
    public void Deep_widths_that_have_no_shortcut_are_an_error(int[] channels, string expected)
    {
        BigGanSpec spec = Small(BigGanArchitecture.BigGanDeep, 32, 3, true) with { GeneratorChannels = channels };
        Assert.Contains(expected, Assert.Throws<OptionException>(() => new BigGanGenerator(spec)).Message);
    }

    private static BigGanSpec Small(BigGanArchitecture architecture, int resolution, int? shared, bool hierarchical)
    {
        int width = resolution > 64 ? 4 : resolution == 64 ? 2 * 4 : 2;
        BigGanSpec spec = BigGanSpec.Standard(architecture, resolution, width, width, 3, 2, 16);
        if (resolution == 64) spec = spec with { GeneratorChannels = [32, 32, 16, 16, 8], DiscriminatorChannels = [8, 8, 16, 16, 32] };
        if (resolution > 64) spec = spec with { GeneratorChannels = Narrow(spec.GeneratorChannels), DiscriminatorChannels = Narrow(spec.DiscriminatorChannels) };
        int chunks = spec.GeneratorChannels.Count;
        return spec with { SharedEmbedding = shared, Hierarchical = hierarchical, LatentSize = 2 * chunks };

        // 512 pixels at the paper's ratios of widths would take seconds here.
        static int[] Narrow(IReadOnlyList<int> widths) => [.. widths.Select(w => Math.Min(w, 8))];
    }

    private static void Fill(BigGanGenerator generator, BigGanDiscriminator discriminator)
    {
        Initialization.Fill(generator, 1, "g");
        Initialization.Fill(discriminator, 1, "d");
        using var guard = no_grad();
        // γ starts at 0, which would hide attention.
        foreach (var (name, parameter) in generator.named_parameters().Concat(discriminator.named_parameters()))
            if (name.EndsWith("gamma", StringComparison.Ordinal)) parameter.fill_(0.5);
    }

    private static float[] Gradients(nn.Module network) => [.. network.parameters().SelectMany(p => TensorAssert.Values(p.grad!))];

    private static Tensor Wave(int rows, int columns) => tensor(Enumerable.Range(0, rows * columns).Select(i => MathF.Sin(i * 1.7f)).ToArray(), [rows, columns]);
}
