using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class NonSaturatingLossTests
{
    [Theory]
    [InlineData("real", "D_real", "dcgan_grad_D_real", 0.9258282780647278)]
    [InlineData("fake", "D_fake", "dcgan_grad_D_fake", 0.584913432598114)]
    [InlineData("generator", "D_fake", "dcgan_G_grad_D_fake", 1.1862062215805054)]
    public void Every_part_has_the_peers_loss_and_gradient(string part, string logits, string gradient, double expected)
    {
        using var scope = NewDisposeScope();
        LossFunctions functions = LossFunctions.Of(AdversarialLoss.NonSaturating);
        Tensor x = PeerCase.Pieces[$"hinge.{logits}"].requires_grad_();
        Tensor loss = (part switch { "real" => functions.Real, "fake" => functions.Fake, _ => functions.Generator })(x);
        loss.backward();
        Assert.Equal(expected, loss.item<float>(), 6);
        TensorAssert.Close(PeerCase.Pieces[$"hinge.{gradient}"], x.grad!);
    }

    [Fact]
    public void It_stays_finite_where_a_plain_logarithm_would_not()
    {
        using var scope = NewDisposeScope();
        Tensor extreme = tensor(new float[] { -500, 500 }, [2, 1]);
        Assert.Equal(250, NonSaturatingLoss.Real(extreme).item<float>());
        Assert.Equal(250, NonSaturatingLoss.Fake(extreme).item<float>());
    }
}
