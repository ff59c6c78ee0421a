using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>Adam (Kingma and Ba 2015) whose state has names, so that a snapshot can hold it and resuming continues with the same bits.</summary>
/// <remarks>With β₁ = 0, the setting of BigGAN, the mean is the gradient itself and is neither kept nor computed.</remarks>
internal sealed class AdamOptimizer : IDisposable
{
    private readonly (string Name, Parameter Parameter, Tensor? Mean, Tensor Square)[] entries;
    private readonly double rate, beta1, beta2, epsilon;

    /// <summary>Creates the optimizer. Move the network to its device before: moving replaces the parameters.</summary>
    /// <param name="network">Whose parameters are updated.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="beta1">Decay of the gradient's mean.</param>
    /// <param name="beta2">Decay of the gradient's mean square.</param>
    /// <param name="epsilon">Added to the root of the mean square.</param>
    public AdamOptimizer(nn.Module network, double rate, double beta1, double beta2, double epsilon)
    {
        (this.rate, this.beta1, this.beta2, this.epsilon) = (rate, beta1, beta2, epsilon);
        entries = [.. network.named_parameters().Select(p =>
            (p.name, p.parameter, beta1 > 0 ? Zeros(p.parameter) : null, Zeros(p.parameter)))];
    }

    /// <summary>Updates done.</summary>
    public long Updates { get; set; }

    /// <summary>What the learning rate is multiplied by.</summary>
    public double RateScale { get; set; } = 1;

    /// <summary>The state to save, under <paramref name="prefix"/>.</summary>
    public IEnumerable<(string Name, Tensor Value)> State(string prefix)
    {
        foreach (var (name, _, mean, square) in entries)
        {
            if (mean is not null) yield return ($"{prefix}.mean.{name}", mean);
            yield return ($"{prefix}.square.{name}", square);
        }
    }

    /// <summary>Forgets the gradients.</summary>
    public void ZeroGradients()
    {
        using var guard = no_grad();
        foreach (var (_, parameter, _, _) in entries) parameter.grad?.zero_();
    }

    /// <summary>Updates every parameter that has a gradient.</summary>
    public void Step()
    {
        using var guard = no_grad();
        Updates++;
        double meanCorrection = 1 - Math.Pow(beta1, Updates), squareCorrection = Math.Sqrt(1 - Math.Pow(beta2, Updates));
        foreach (var (_, parameter, mean, square) in entries)
        {
            using var scope = NewDisposeScope();
            if (parameter.grad is not { } gradient) continue;
            mean?.mul_(beta1).add_(gradient, 1 - beta1);
            square.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
            Tensor scale = square.sqrt().div_(squareCorrection).add_(epsilon);
            parameter.addcdiv_(mean ?? gradient, scale, -rate * RateScale / meanCorrection);
        }
    }

    /// <summary>Releases the state; the network is not its own.</summary>
    public void Dispose()
    {
        foreach (var (_, _, mean, square) in entries)
        {
            mean?.Dispose();
            square.Dispose();
        }
    }

    private static Tensor Zeros(Parameter parameter)
    {
        using var guard = no_grad();
        return zeros_like(parameter).DetachFromDisposeScope();
    }
}
