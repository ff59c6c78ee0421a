using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Networks;

public class SpectralNormTests
{
    [Theory]
    [InlineData("conv", 1e-6)]
    [InlineData("linear", 1e-12)]
    [InlineData("zero_weight", 1e-6)]
    public void It_normalises_like_the_peer(string name, double epsilon)
    {
        using var scope = NewDisposeScope();
        Tensor Peer(string part) => PeerCase.Pieces[$"spectral_norm.{name}.{part}"];
        Tensor weight = Peer("weight").requires_grad_(), u = Peer("u0_before");

        TensorAssert.Close(Peer("normalised_eval"), SpectralNorm.Normalize(weight, u, epsilon, advance: false));
        TensorAssert.Same(Peer("u0_before"), u);

        Tensor normal = SpectralNorm.Normalize(weight, u, epsilon, advance: true);
        (normal * Peer("upstream")).sum().backward();
        TensorAssert.Close(Peer("normalised_train"), normal);
        TensorAssert.Close(Peer("u0_after"), u);
        TensorAssert.Close(Peer("grad_weight"), weight.grad!);
    }

    [Fact]
    public void After_some_iterations_the_largest_singular_value_is_one()
    {
        using var scope = NewDisposeScope();
        Tensor weight = tensor(new float[] { 3, 0, 0, 0, 2, 0 }, [2, 3]), u = tensor(new float[] { 0.6f, 0.8f }, [1, 2]);
        for (int i = 0; i < 50; i++) SpectralNorm.Normalize(weight, u, 1e-12, advance: true);
        TensorAssert.Close(weight / 3, SpectralNorm.Normalize(weight, u, 1e-12, advance: false), 1e-6);
    }
}
