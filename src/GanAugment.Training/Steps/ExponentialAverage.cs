using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>Keeps a second network at the exponential moving average of a first one: weights and buffers alike (Brock et al. 2019, appendix C).</summary>
internal sealed class ExponentialAverage
{
    private readonly (Tensor Source, Tensor Target)[] pairs;
    private readonly double decay;
    private readonly int start;

    /// <summary>Pairs the tensors of two networks of one architecture.</summary>
    /// <param name="source">The network in training.</param>
    /// <param name="target">Its average.</param>
    /// <param name="decay">What remains of the average at each update.</param>
    /// <param name="start">The first step that averages; before it the target copies, for early weights are soon worthless.</param>
    public ExponentialAverage(nn.Module source, nn.Module target, double decay, int start)
    {
        (this.decay, this.start) = (decay, start);
        pairs = [.. Tensors(source).Zip(Tensors(target))];
        static IEnumerable<Tensor> Tensors(nn.Module network) => network.named_parameters().Select(p =>
            (Tensor)p.parameter).Concat(network.named_buffers().Select(b => b.buffer));
    }

    /// <summary>Takes the source as it is after <paramref name="step"/> steps.</summary>
    public void Update(int step)
    {
        using var guard = no_grad();
        foreach (var (source, target) in pairs)
        {
            if (step < start)
            {
                target.copy_(source);
                continue;
            }

            // Both products are rounded before they are added, as in the reference; add_ with a factor would round once less.
            using Tensor share = source * (1 - decay);
            target.mul_(decay).add_(share);
        }
    }

    /// <summary>Makes the target equal to the source.</summary>
    public void Copy()
    {
        using var guard = no_grad();
        foreach (var (source, target) in pairs) target.copy_(source);
    }
}
