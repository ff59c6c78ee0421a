using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Steps;
using GanAugment.Training.Tests.Export;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests;

/// <summary>On one machine and one libtorch, the reference's order of arithmetic gives the bits of ajbrock/BigGAN-PyTorch itself.</summary>
public class PeerBitsTests
{
    [ReferenceTheory]
    [InlineData("A1", "tables")]
    [InlineData("A2", "hierarchical")]
    public void Images_judgements_losses_and_all_gradients_and_buffers(string name, string kind)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        PeerCase peer = PeerCase.Named(name);
        var expected = RunPeer(peer.File, folder, kind, "steps");
        Tensor z = peer["z"], y = peer.OneHot("y"), x = peer["x"], xy = peer.OneHot("xy");
        BigGanGenerator generator = peer.Generator(true);
        BigGanDiscriminator discriminator = peer.Discriminator(true);
        generator.eval();
        discriminator.eval();
        using (no_grad())
        {
            Tensor images = generator.call(z, y);
            AssertBits(expected, "G_eval", images);
            AssertBits(expected, "D_x_eval", discriminator.call(x, xy));
            AssertBits(expected, "D_fake_eval", discriminator.call(images, y));
        }

        generator.train();
        discriminator.train();
        Tensor fake;
        using (no_grad()) fake = generator.call(z, y);
        Tensor logits = discriminator.call(cat([fake, x], 0), cat([y, xy], 0)), fakes = logits.narrow(0, 0, 8), reals = logits.narrow(0, 8, 8);
        Tensor real = HingeLoss.Real(reals), falseLoss = HingeLoss.Fake(fakes);
        (real + falseLoss).backward();
        AssertBits(expected, "D_step.D_fake", fakes);
        AssertBits(expected, "D_step.D_real", reals);
        AssertBits(expected, "D_step.loss_real", real);
        AssertBits(expected, "D_step.loss_fake", falseLoss);
        AssertNetwork(expected, "D_step", "D", discriminator);

        generator = peer.Generator(true);
        discriminator = peer.Discriminator(true);
        foreach (var p in discriminator.parameters()) p.requires_grad = false;
        logits = discriminator.call(generator.call(z, y), y);
        Tensor loss = HingeLoss.Generator(logits);
        loss.backward();
        AssertBits(expected, "G_step.D_fake", logits);
        AssertBits(expected, "G_step.loss", loss);
        AssertNetwork(expected, "G_step", "G", generator);
    }

    [ReferenceTheory]
    [InlineData("hierarchical")]
    public void Weights_averages_and_buffers_after_three_iterations(string kind)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var expected = RunPeer(PeerCase.Trajectory.File, folder, kind, "trajectory");
        var (generator, discriminator, average) = PeerTrajectoryTests.Train(true, (_, _, _) => { });
        foreach (var (prefix, network) in new (string, nn.Module)[] { ("G", generator), ("D", discriminator), ("G_ema", average) })
            foreach (var (name, value) in NetworkState.Of(network, prefix))
                AssertBits(expected, name, value);
    }

    private static Dictionary<string, (float[] Values, long[] Shape)> RunPeer(string fixture, TemporaryFolder folder, string kind, string task)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Fixtures", "reference.py"), result = folder["peer.safetensors"];
        string checkout = Environment.GetEnvironmentVariable(ReferenceTheoryAttribute.Variable)!;
        var (code, output) = OutsideTools.Run(OutsideTools.Python, [script, checkout, fixture, result, kind, task]);
        Assert.True(code == 0, output);
        return Safetensors.Read(result);
    }

    private static void AssertNetwork(Dictionary<string, (float[] Values, long[] Shape)> expected, string step, string prefix, nn.Module network)
    {
        foreach (var (name, parameter) in network.named_parameters()) AssertBits(expected, $"{step}.grad.{name}", parameter.grad!);
        foreach (var (name, buffer) in network.named_buffers()) AssertBits(expected, $"{step}.buffers {prefix}.{name}", buffer);
    }

    private static void AssertBits(Dictionary<string, (float[] Values, long[] Shape)> expected, string name, Tensor actual)
    {
        float[] values = TensorAssert.Values(actual);
        double off = expected[name].Values.Zip(values, (e, a) => Math.Abs((double)e - a)).Max();
        Assert.True(off == 0, FormattableString.Invariant($"{name} is off by {off:G4}"));
    }
}
