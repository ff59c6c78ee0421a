using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class LeCamTests
{
    private static Tensor Logits(params float[] values) => tensor(values, [values.Length, 1]);

    [Fact]
    public void The_penalty_is_the_rectified_square_from_the_other_sides_mean()
    {
        using var scope = NewDisposeScope();
        using var regularizer = new LeCam(0.3, 0.9, start: 1);
        Assert.Null(regularizer.Penalty(Logits(1, 3), Logits(-1, -2), step: 0));
        // Means 2 and −1.5 before; 0.9 · 2 + 0.1 · 1 = 1.9 and 0.9 · −1.5 + 0.1 · 0 = −1.35 after.
        Tensor real = Logits(-3, 5).requires_grad_(), fake = Logits(3, -3).requires_grad_();
        Tensor penalty = regularizer.Penalty(real, fake, step: 1)!;
        double above = 5 + 1.35, below = 1.9 + 3;
        Assert.Equal(0.3 * (above * above / 2 + below * below / 2), penalty.item<float>(), 4);
        penalty.backward();
        // What is already beyond the other side's mean has no gradient; nor do the means.
        TensorAssert.Close(Logits(0, (float)(0.3 * above)), real.grad!);
        TensorAssert.Close(Logits(0, (float)(-0.3 * below)), fake.grad!);
    }

    [Fact]
    public void Its_state_continues_elsewhere_with_the_same_bits()
    {
        using var scope = NewDisposeScope();
        using LeCam first = new(0.3, 0.97, 2), second = new(0.3, 0.97, 2);
        for (int step = 0; step < 5; step++) first.Penalty(Logits(0.1f * step, 1), Logits(-0.3f * step, 0.2f), step);
        foreach (var (source, target) in first.State("a").Zip(second.State("a"))) target.Value.copy_(source.Value);
        Assert.Equal(first.Penalty(Logits(2, 1), Logits(0.5f, -1), 5)!.item<float>(), second.Penalty(Logits(2, 1), Logits(0.5f, -1), 5)!.item<float>());
    }
}
