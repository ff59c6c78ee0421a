using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GanAugment.Dependencies.Tests.TorchSharp;

[Collection(nameof(Undisturbed))]
public class OptimizerTests
{
    [Fact]
    public void Adam_follows_the_published_steps()
    {
        const double Rate = 0.1, Beta1 = 0.5, Beta2 = 0.9, Epsilon = 1e-8;
        using var w = nn.Parameter(tensor(2.0));
        using var adam = optim.Adam([w], Rate, Beta1, Beta2, Epsilon);
        double expected = 2, m = 0, v = 0;
        for (int step = 1; step <= 5; step++)
        {
            adam.zero_grad();
            using (NewDisposeScope()) w.square().backward();
            adam.step();
            double gradient = 2 * expected;
            m = Beta1 * m + (1 - Beta1) * gradient;
            v = Beta2 * v + (1 - Beta2) * gradient * gradient;
            expected -= Rate * (m / (1 - Math.Pow(Beta1, step))) / (Math.Sqrt(v / (1 - Math.Pow(Beta2, step))) + Epsilon);
            Assert.Equal(expected, w.item<double>(), 12);
        }
    }

    [Fact]
    public void A_saved_Adam_continues_as_if_it_had_not_stopped()
    {
        using var kept = nn.Parameter(tensor(new float[] { 1, -2, 3 }));
        using var first = optim.Adam([kept], 0.05);
        Train(kept, first, 3);
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        first.save_state_dict(writer);

        using var resumed = nn.Parameter(kept.detach().clone());
        using var second = optim.Adam([resumed], 0.7);
        memory.Position = 0;
        second.load_state_dict(new BinaryReader(memory));
        Train(kept, first, 3);
        Train(resumed, second, 3);
        Assert.Equal(kept.data<float>().ToArray(), resumed.data<float>().ToArray());
        Assert.Equal(6, ((Adam.State)second.state_dict().State[0]).step);
    }

    [Fact]
    public void Parameters_without_gradient_stay()
    {
        using var w = nn.Parameter(ones(2));
        using var adam = optim.Adam([w]);
        adam.step();
        Assert.Equal([1f, 1f], w.data<float>().ToArray());
    }

    [Fact]
    public void The_learning_rate_of_a_group_can_be_changed()
    {
        using var w = nn.Parameter(tensor(1.0));
        using var sgd = optim.SGD([w], 0.5);
        sgd.ParamGroups.Single().LearningRate = 0.25;
        using (NewDisposeScope()) (w * 2).backward();
        sgd.step();
        Assert.Equal(0.5, w.item<double>());
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        using var w = nn.Parameter(ones(2));
        Assert.Throws<ArgumentException>(() => optim.Adam([w], lr: -1));
        Assert.Throws<ArgumentException>(() => optim.Adam([w], beta1: 1));
    }

    private static void Train(Parameter w, Adam adam, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            adam.zero_grad();
            using (NewDisposeScope()) w.pow(4).sum().backward();
            adam.step();
        }
    }
}
