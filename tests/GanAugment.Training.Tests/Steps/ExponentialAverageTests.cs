using GanAugment.Training.Steps;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class ExponentialAverageTests
{
    private sealed class Holder : nn.Module<Tensor, Tensor>
    {
        private Parameter w = new(zeros(3, 4));
        private Parameter g = new(zeros([]));
        private Tensor stored_mean = zeros(5);
        private Tensor u0 = zeros(1, 3);

        public Holder() : base(nameof(Holder)) => RegisterComponents();

        public override Tensor forward(Tensor x) => x;

        public Holder Set(string prefix)
        {
            using var guard = no_grad();
            w.copy_(PeerCase.Pieces[$"{prefix}.w"]);
            g.copy_(PeerCase.Pieces[$"{prefix}.g"]);
            stored_mean.copy_(PeerCase.Pieces[$"{prefix}.stored_mean"]);
            u0.copy_(PeerCase.Pieces[$"{prefix}.u0"]);
            return this;
        }

        public void AssertIs(string prefix)
        {
            TensorAssert.Close(PeerCase.Pieces[$"{prefix}.w"], w, 1e-6);
            TensorAssert.Close(PeerCase.Pieces[$"{prefix}.g"], g, 1e-6);
            TensorAssert.Close(PeerCase.Pieces[$"{prefix}.stored_mean"], stored_mean, 1e-6);
            TensorAssert.Close(PeerCase.Pieces[$"{prefix}.u0"], u0, 1e-6);
        }
    }

    [Fact]
    public void Weights_and_buffers_copy_before_the_start_and_average_after_it_like_the_peers()
    {
        using var scope = NewDisposeScope();
        using Holder source = new(), target = new Holder().Set("ema.target_1");
        var average = new ExponentialAverage(source, target, 0.99, start: 3);
        for (int step = 1; step <= 5; step++)
        {
            source.Set($"ema.source_{step + 1}");
            average.Update(step);
            target.AssertIs($"ema.target_{step + 1}");
        }
    }

    [Fact]
    public void Copying_makes_both_alike()
    {
        using var scope = NewDisposeScope();
        using Holder source = new Holder().Set("ema.source_4"), target = new();
        new ExponentialAverage(source, target, 0.5, 0).Copy();
        target.AssertIs("ema.source_4");
    }
}
