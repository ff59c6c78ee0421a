using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Steps;

/// <summary>Holds D's outputs for reals near their running mean for fakes, and the other way round, which is what keeps D from certainty on few images
/// (Tseng et al. 2021).</summary>
/// <remarks>The paper writes (D(x) − α_F)² + (α_R − D(x̂))²; its authors' code, and this, rectifies both differences: outputs already beyond the other side's
/// mean are left alone.</remarks>
internal sealed class LeCam : IDisposable
{
    private readonly double weight, decay;
    private readonly int start;
    private readonly Tensor real, fake;

    /// <summary>Creates the regulariser.</summary>
    /// <param name="weight">λ.</param>
    /// <param name="decay">What remains of the means at each batch.</param>
    /// <param name="start">The first step with a penalty; before it the means are those of the last batch.</param>
    public LeCam(double weight, double decay, int start)
    {
        (this.weight, this.decay, this.start) = (weight, decay, start);
        (real, fake) = (zeros([], device: CPU).DetachFromDisposeScope(), zeros([], device: CPU).DetachFromDisposeScope());
    }

    /// <summary>The state to save, under <paramref name="prefix"/>.</summary>
    public IEnumerable<(string Name, Tensor Value)> State(string prefix) => [($"{prefix}.real", real), ($"{prefix}.fake", fake)];

    /// <summary>Moves the means by a batch, then gives its penalty.</summary>
    /// <param name="realLogits">[N, 1].</param>
    /// <param name="fakeLogits">[N, 1].</param>
    /// <param name="step">Steps done.</param>
    /// <returns>λ (E max(0, D(x) − α_F)² + E max(0, α_R − D(x̂))²): [], or null before the start.</returns>
    public Tensor? Penalty(Tensor realLogits, Tensor fakeLogits, int step)
    {
        Follow(real, realLogits, step);
        Follow(fake, fakeLogits, step);
        if (step < start) return null;
        using var scope = NewDisposeScope();
        Tensor above = F.relu(realLogits - fake.item<float>()), below = F.relu(real.item<float>() - fakeLogits); // [N, 1] each
        return ((above.square().mean() + below.square().mean()) * weight).MoveToOuterDisposeScope(); // []
    }

    /// <summary>Releases the state.</summary>
    public void Dispose()
    {
        real.Dispose();
        fake.Dispose();
    }

    private void Follow(Tensor mean, Tensor logits, int step)
    {
        float now;
        using (NewDisposeScope()) now = logits.mean().item<float>();
        mean.fill_(step < start ? now : (float)(mean.item<float>() * decay + now * (1 - decay)));
    }
}
