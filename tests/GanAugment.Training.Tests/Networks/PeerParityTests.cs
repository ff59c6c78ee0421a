using GanAugment.Training.Networks;
using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Networks;

/// <summary>The networks compute what ajbrock/BigGAN-PyTorch computes from the same weights.</summary>
public class PeerParityTests
{
    [Fact]
    public void A_generator_with_tables_per_class_makes_the_peers_images()
    {
        using var scope = NewDisposeScope();
        BigGanGenerator generator = PeerCase.Tables.Generator(PeerCase.TablesSpec);
        generator.eval();
        Tensor images = generator.call(PeerCase.Tables["z"], PeerCase.Tables.OneHot("y"));
        TensorAssert.Close(PeerCase.Tables["G_eval"], images.narrow(0, 0, 2));
    }

    [Fact]
    public void A_hierarchical_generator_with_attention_makes_the_peers_images()
    {
        using var scope = NewDisposeScope();
        BigGanGenerator generator = PeerCase.Hierarchical.Generator(PeerCase.HierarchicalSpec);
        generator.eval();
        Tensor images = generator.call(PeerCase.Hierarchical["z"], PeerCase.Hierarchical.OneHot("y"));
        TensorAssert.Close(PeerCase.Hierarchical["G_eval"], images.narrow(0, 0, 2));
    }

    [Fact]
    public void A_mixture_of_classes_is_the_mixture_of_their_embeddings()
    {
        using var scope = NewDisposeScope();
        BigGanGenerator generator = PeerCase.Hierarchical.Generator(PeerCase.HierarchicalSpec);
        Tensor mixture = PeerCase.Hierarchical.OneHot("ya") * 0.3 + PeerCase.Hierarchical.OneHot("yb") * 0.7;
        TensorAssert.Close(PeerCase.Hierarchical["shared_interp"], generator.Embedding!.call(mixture));
    }

    [Fact]
    public void The_discriminator_judges_like_the_peer()
    {
        using var scope = NewDisposeScope();
        BigGanGenerator generator = PeerCase.Hierarchical.Generator(PeerCase.HierarchicalSpec);
        BigGanDiscriminator discriminator = PeerCase.Hierarchical.Discriminator(PeerCase.HierarchicalSpec);
        generator.eval();
        discriminator.eval();
        Tensor y = PeerCase.Hierarchical.OneHot("y");
        TensorAssert.Close(PeerCase.Hierarchical["D_x_eval"], discriminator.call(PeerCase.Hierarchical["x"], PeerCase.Hierarchical.OneHot("xy")));
        TensorAssert.Close(PeerCase.Hierarchical["D_fake_eval"], discriminator.call(generator.call(PeerCase.Hierarchical["z"], y), y));
    }

    [Fact]
    public void A_discriminator_step_has_the_peers_losses_gradients_and_buffers()
    {
        using var scope = NewDisposeScope();
        PeerCase peer = PeerCase.Hierarchical;
        BigGanGenerator generator = peer.Generator(PeerCase.HierarchicalSpec);
        BigGanDiscriminator discriminator = peer.Discriminator(PeerCase.HierarchicalSpec);
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

    [Fact]
    public void A_generator_step_has_the_peers_loss_gradients_and_buffers()
    {
        using var scope = NewDisposeScope();
        PeerCase peer = PeerCase.Hierarchical;
        BigGanGenerator generator = peer.Generator(PeerCase.HierarchicalSpec);
        BigGanDiscriminator discriminator = peer.Discriminator(PeerCase.HierarchicalSpec);
        Tensor y = peer.OneHot("y");
        Tensor logits = discriminator.call(generator.call(peer["z"], y), y);
        Tensor loss = HingeLoss.Generator(logits);
        loss.backward();

        TensorAssert.Close(peer["G_step.D_fake"], logits);
        TensorAssert.Close(peer["G_step.loss"], loss);
        AssertGradients(peer, "G_step", generator, 8);
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
