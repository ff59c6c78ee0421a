using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests;

/// <summary>Three iterations of training, fed with the random numbers that ajbrock/BigGAN-PyTorch drew, end where it ended.</summary>
public class PeerTrajectoryTests
{
    private const int Batch = 8, DiscriminatorSteps = 2, Iterations = 3;
    private const double GeneratorRate = 1e-4, DiscriminatorRate = 4e-4;

    // Biases in front of a batch norm: their gradient is rounding, which Adam without momentum turns into whole steps (T1's case.json). The running means
    // behind them follow.
    private static readonly string[] Noise = ["blocks.1.conv1.bias", "blocks.2.conv1.bias", "blocks.2.conv2.bias", "blocks.2.shortcut.bias"];

    // Losses in the recording's case.json, per iteration: D's first and second step, real plus fake, and G's.
    private static readonly double[][] Losses =
    [
        [5.84025764465332 + 2.4825222492218018, 1.9248945713043213 + 1.7355332374572754, 0.45959705114364624],
        [2.9606845378875732 + 1.4123080968856812, 0.8964470624923706 + 4.360197067260742, 0.3860563337802887],
        [3.9111838340759277 + 1.0106183290481567, 0.3150743842124939 + 2.4295570850372314, 3.409717559814453],
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_ends_where_the_peer_ended(bool referenceOrder)
    {
        using var scope = NewDisposeScope();
        var (generator, discriminator, average) = Train(referenceOrder, AssertLoss);
        PeerCase end = PeerCase.TrajectoryEnd;
        AssertEnd(end, "D", discriminator, DiscriminatorRate, Iterations * DiscriminatorSteps);
        AssertEnd(end, "G", generator, GeneratorRate, Iterations);
        AssertEnd(end, "G_ema", average, GeneratorRate, Iterations);

        static void AssertLoss(int iteration, int phase, double loss) =>
            Assert.InRange(loss, Losses[iteration - 1][phase] - 1e-4, Losses[iteration - 1][phase] + 1e-4);
    }

    /// <summary>Trains as the recording did.</summary>
    /// <param name="referenceOrder">Whose order of arithmetic.</param>
    /// <param name="loss">Told (iteration, phase, loss).</param>
    internal static (BigGanGenerator Generator, BigGanDiscriminator Discriminator, BigGanGenerator Average) Train(bool referenceOrder,
        Action<int, int, double> loss)
    {
        PeerCase start = PeerCase.Trajectory;
        BigGanGenerator generator = start.Generator(referenceOrder), average = start.Generator(referenceOrder);
        BigGanDiscriminator discriminator = start.Discriminator(referenceOrder);
        using var adamG = new AdamOptimizer(generator, GeneratorRate, 0, 0.999, 1e-6);
        using var adamD = new AdamOptimizer(discriminator, DiscriminatorRate, 0, 0.999, 1e-6);
        var averaging = new ExponentialAverage(generator, average, 0.99, 1);
        using var aids = new TrainingAids(new TrainingOptions(), generator.Spec, 32);
        generator.train();
        discriminator.train();
        for (int i = 1; i <= Iterations; i++)
        {
            var recorded = new Recorded(start, i);
            var discriminate = new DiscriminatorPhase(generator, discriminator, recorded, aids, Batch);
            var generate = new GeneratorPhase(generator, discriminator, recorded, aids, Batch);
            foreach (var p in discriminator.parameters()) p.requires_grad = true;
            for (int step = 0; step < DiscriminatorSteps; step++)
            {
                adamD.ZeroGradients();
                loss(i, step, discriminate.Accumulate(new MicroBatch(i, step, step * Batch, 1)).Loss);
                adamD.Step();
            }

            foreach (var p in discriminator.parameters()) p.requires_grad = false;
            adamG.ZeroGradients();
            loss(i, DiscriminatorSteps, generate.Accumulate(new MicroBatch(i, DiscriminatorSteps, 0, 1)).Loss);
            adamG.Step();
            averaging.Update(i);
        }

        return (generator, discriminator, average);
    }

    // As the recording's README asks: the share of elements within a tenth of the learning rate, then all within what sign-like steps can move.
    private static void AssertEnd(PeerCase end, string prefix, nn.Module network, double rate, int updates)
    {
        int all = 0, apart = 0;
        foreach (var (name, value) in NetworkState.Of(network, prefix))
        {
            float[] expected = TensorAssert.Values(end[name]), actual = TensorAssert.Values(value);
            double[] off = [.. expected.Zip(actual, (e, a) => Math.Abs((double)e - a))];
            // Statistics are not moved by Adam: rounding of the weights shows in their last digits.
            double bound = name.Contains("mean", StringComparison.Ordinal) || name.Contains("variance", StringComparison.Ordinal) ? 5e-4 : 2 * rate * updates;
            Assert.True(off.Max() <= bound, FormattableString.Invariant($"{name} is off by {off.Max():G4}"));
            if (Noise.Any(n => name.EndsWith(n, StringComparison.Ordinal))) continue;
            all += off.Length;
            apart += off.Count(d => d > rate / 10);
        }

        Assert.True(apart <= 0.001 * all, $"{prefix}: {apart} of {all} elements differ by more than a tenth of the learning rate");
    }

    private sealed class Recorded(PeerCase peer, int iteration) : IBatches
    {
        public (Tensor X, Tensor Y) Real(long first, int count) =>
            (peer[$"it{iteration}.x"].narrow(0, first, count), peer.OneHot($"it{iteration}.xy").narrow(0, first, count));

        public (Tensor Z, Tensor Y) Latent(long first, int count)
        {
            string phase = first / Batch < DiscriminatorSteps ? $"D{first / Batch}_0" : "G";
            return (peer[$"it{iteration}.{phase}_z"], peer.OneHot($"it{iteration}.{phase}_y"));
        }
    }
}
