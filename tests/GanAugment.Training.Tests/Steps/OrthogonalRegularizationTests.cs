using GanAugment.Training.Steps;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class OrthogonalRegularizationTests
{
    private static readonly string[] Names = [.. PeerCase.Pieces.Names.Where(n => n.StartsWith("ortho.weight.", StringComparison.Ordinal))
        .Select(n => n["ortho.weight.".Length..])];

    [Theory]
    [InlineData("modified_1e-4", 1e-4, true)]
    [InlineData("modified_0.5", 0.5, true)]
    [InlineData("default_0.5", 0.5, false)]
    public void Gradients_are_the_peers(string form, double strength, bool relaxed)
    {
        using var scope = NewDisposeScope();
        var parameters = Names.ToDictionary(n => n, n => new Parameter(PeerCase.Pieces[$"ortho.weight.{n}"]));
        foreach (var (name, parameter) in parameters) parameter.grad = PeerCase.Pieces[$"ortho.grad_before.{name}"];
        // The peer leaves the shared embedding out of the relaxed form only.
        OrthogonalRegularization.AddGradient(parameters.Where(p => !relaxed || p.Key != "shared.weight").Select(p => p.Value), strength, relaxed);
        foreach (var (name, parameter) in parameters)
            TensorAssert.Close(PeerCase.Pieces[$"ortho.grad_after_{form}.{name}"], parameter.grad!, 1e-6, name);
    }

    [Fact]
    public void The_relaxed_gradient_is_half_of_the_penaltys_own()
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(PeerCase.Pieces["ortho.weight.linear.weight"]);
        Tensor products = weight.matmul(weight.t());
        (products * (1 - eye(products.shape[0]))).square().sum().backward();
        Tensor own = weight.grad!.clone();
        weight.grad!.zero_();
        OrthogonalRegularization.AddGradient([weight], 1);
        TensorAssert.Close(own / 2, weight.grad!);
    }

    [Fact]
    public void Orthogonal_filters_of_any_length_are_left_alone()
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(eye(3) * 5);
        weight.grad = zeros(3, 3);
        OrthogonalRegularization.AddGradient([weight], 1);
        TensorAssert.Same(zeros(3, 3), weight.grad!);
    }
}
