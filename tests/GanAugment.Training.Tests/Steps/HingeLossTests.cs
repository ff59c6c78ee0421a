using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class HingeLossTests
{
    private static Tensor Logits(string name) => PeerCase.Pieces[$"hinge.{name}"].requires_grad_();

    [Fact]
    public void Real_images_have_the_peers_loss_and_gradient()
    {
        using var scope = NewDisposeScope();
        Tensor logits = Logits("D_real"), loss = HingeLoss.Real(logits);
        loss.backward();
        Assert.Equal(1.1868342161178589, loss.item<float>(), 6);
        // One logit lies exactly on the hinge: its gradient is 0.
        TensorAssert.Close(PeerCase.Pieces["hinge.hinge_grad_D_real"], logits.grad!);
    }

    [Fact]
    public void Fake_images_have_the_peers_loss_and_gradient()
    {
        using var scope = NewDisposeScope();
        Tensor logits = Logits("D_fake"), loss = HingeLoss.Fake(logits);
        loss.backward();
        Assert.Equal(0.6352369785308838, loss.item<float>(), 6);
        TensorAssert.Close(PeerCase.Pieces["hinge.hinge_grad_D_fake"], logits.grad!);
    }

    [Fact]
    public void The_generator_has_the_peers_loss_and_gradient()
    {
        using var scope = NewDisposeScope();
        Tensor logits = Logits("D_fake"), loss = HingeLoss.Generator(logits);
        loss.backward();
        Assert.Equal(0.6012927293777466, loss.item<float>(), 6);
        TensorAssert.Close(PeerCase.Pieces["hinge.hinge_G_grad_D_fake"], logits.grad!);
    }
}
