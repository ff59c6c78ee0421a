using GanAugment.Training.Networks;
using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Networks;

/// <summary>The networks compute what ajbrock/BigGAN-PyTorch computed from the same weights on another machine, in its own order of arithmetic and in the fused
/// one. <see cref="PeerBitsTests"/> asks for equal bits on one machine.</summary>
public class PeerParityTests
{
    public static TheoryData<string, bool> CasesInBothOrders => new() { { "A1", false }, { "A1", true }, { "A2", false }, { "A2", true } };

    [Theory]
    [MemberData(nameof(CasesInBothOrders))]
    public void A_generator_makes_the_peers_images(string name, bool referenceOrder)
    {
        using var scope = NewDisposeScope();
        PeerCase peer = PeerCase.Named(name);
        BigGanGenerator generator = peer.Generator(referenceOrder);
        generator.eval();
        Tensor images = generator.call(peer["z"], peer.OneHot("y"));
        TensorAssert.Close(peer["G_eval"], images.narrow(0, 0, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mixture_of_classes_is_the_mixture_of_their_embeddings(bool referenceOrder)
    {
        using var scope = NewDisposeScope();
        PeerCase peer = PeerCase.Hierarchical;
        BigGanGenerator generator = peer.Generator(referenceOrder);
        generator.eval();
        Tensor mixture = peer.OneHot("ya") * 0.3 + peer.OneHot("yb") * 0.7;
        // The peer mixes embeddings, we mix classes and embed: one product more is rounded.
        TensorAssert.Close(peer["shared_interp"], generator.Embedding!.call(mixture), 1e-6);
        TensorAssert.Close(peer["G_interp"], generator.call(peer["z"], mixture).narrow(0, 0, 2));
    }

    [Theory]
    [MemberData(nameof(CasesInBothOrders))]
    public void The_discriminator_judges_like_the_peer(string name, bool referenceOrder)
    {
        using var scope = NewDisposeScope();
        PeerCase peer = PeerCase.Named(name);
        BigGanGenerator generator = peer.Generator(referenceOrder);
        BigGanDiscriminator discriminator = peer.Discriminator(referenceOrder);
        generator.eval();
        discriminator.eval();
        Tensor y = peer.OneHot("y");
        TensorAssert.Close(peer["D_x_eval"], discriminator.call(peer["x"], peer.OneHot("xy")));
        TensorAssert.Close(peer["D_fake_eval"], discriminator.call(generator.call(peer["z"], y), y));
    }

    [Theory]
    [MemberData(nameof(CasesInBothOrders))]
    public void A_discriminator_step_has_the_peers_losses_gradients_and_buffers(string name, bool referenceOrder)
    {
        using var scope = NewDisposeScope();
        PeerCase peer = PeerCase.Named(name);
        BigGanGenerator generator = peer.Generator(referenceOrder);
        BigGanDiscriminator discriminator = peer.Discriminator(referenceOrder);
        Tensor y = peer.OneHot("y"), fake;
        using (no_grad()) fake = generator.call(peer["z"], y);
        Tensor logits = discriminator.call(cat([fake, peer["x"]], 0), cat([y, peer.OneHot("xy")], 0));
        Tensor lossFake = HingeLoss.Fake(logits.narrow(0, 0, 8)), lossReal = HingeLoss.Real(logits.narrow(0, 8, 8));
        (lossReal + lossFake).backward();

        TensorAssert.Close(peer["D_step.D_fake"], logits.narrow(0, 0, 8));
        TensorAssert.Close(peer["D_step.D_real"], logits.narrow(0, 8, 8));
        TensorAssert.Close(peer["D_step.loss_fake"], lossFake);
        TensorAssert.Close(peer["D_step.loss_real"], lossReal);
        AssertGradients(peer, "D_step", discriminator, 4);
        AssertBuffers(peer, "D_step.buffers D.", discriminator);
        AssertBuffers(peer, "D_step.buffers G.", generator);
    }

    [Theory]
    [MemberData(nameof(CasesInBothOrders))]
    public void A_generator_step_has_the_peers_images_loss_gradients_and_buffers(string name, bool referenceOrder)
    {
        using var scope = NewDisposeScope();
        PeerCase peer = PeerCase.Named(name);
        BigGanGenerator generator = peer.Generator(referenceOrder);
        BigGanDiscriminator discriminator = peer.Discriminator(referenceOrder);
        Tensor y = peer.OneHot("y"), images = generator.call(peer["z"], y), logits = discriminator.call(images, y), loss = HingeLoss.Generator(logits);
        loss.backward();

        TensorAssert.Close(peer["G_step.G_train"], images.narrow(0, 0, 2));
        TensorAssert.Close(peer["G_step.D_fake"], logits);
        TensorAssert.Close(peer["G_step.loss"], loss);
        AssertGradients(peer, "G_step", generator, name == "A1" ? 6 : 8);
        AssertBuffers(peer, "G_step.buffers G.", generator);
    }

    private static void AssertGradients(PeerCase peer, string step, nn.Module network, int count)
    {
        Dictionary<string, Tensor> gradients = network.named_parameters().ToDictionary(p => $"{step}.grad.{p.name}", p => p.parameter.grad!);
        string[] names = [.. peer.Names.Where(n => n.StartsWith($"{step}.grad.", StringComparison.Ordinal))];
        Assert.Equal(count, names.Length);
        foreach (string name in names) TensorAssert.Close(peer[name], gradients[name], 5e-5, name);
    }

    private static void AssertBuffers(PeerCase peer, string prefix, nn.Module network)
    {
        (string name, Tensor buffer)[] buffers = [.. network.named_buffers()];
        Assert.NotEmpty(buffers);
        foreach (var (name, buffer) in buffers) TensorAssert.Close(peer[prefix + name], buffer, 1e-5, name);
    }
}
