using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GanAugment.Dependencies.Tests.TorchSharp;

[Collection(nameof(Undisturbed))]
public class ModuleTests
{
    private sealed class Renamed : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter _gain = nn.Parameter(ones(2));
        private readonly Linear inner = nn.Linear(2, 2);
        private readonly Linear[] unseen = [nn.Linear(2, 2)];
        public readonly ModuleList<Linear> seen = nn.ModuleList(nn.Linear(2, 3), nn.Linear(3, 2));

        public Renamed() : base("renamed")
        {
            register_parameter("gain", _gain);
            register_buffer("average", zeros(2));
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => unseen[0].call(inner.call(x) * _gain);
    }

    [Fact]
    public void Fields_are_registered_under_their_own_names_and_arrays_are_not_looked_into()
    {
        using var module = new Renamed();
        Assert.Equal(
            ["gain", "inner.weight", "inner.bias", "seen.0.weight", "seen.0.bias", "seen.1.weight", "seen.1.bias"],
            module.named_parameters().Select(p => p.name));
        Assert.True(module.has_parameter("_gain"));
        Assert.True(module.has_buffer("average"));
        Assert.True(module.has_parameter("inner.weight"));
        Assert.False(module.has_parameter("unseen.0.weight"));
    }

    [Fact]
    public void State_round_trips_through_a_dictionary_and_a_stream()
    {
        using var source = new Renamed();
        using var target = new Renamed();
        var (missing, unexpected) = target.load_state_dict(source.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.True(target.get_parameter("inner.weight")!.allclose(source.get_parameter("inner.weight")!));

        using var third = new Renamed();
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        source.save(writer);
        memory.Position = 0;
        third.load(new BinaryReader(memory));
        Assert.True(third.get_parameter("seen.1.bias")!.allclose(source.get_parameter("seen.1.bias")!));
    }

    [Fact]
    public void A_state_with_other_names_is_refused()
    {
        using var module = new Renamed();
        using var other = nn.Linear(2, 2);
        Assert.Throws<InvalidOperationException>(() => module.load_state_dict(other.state_dict()));
    }

    [Fact]
    public void Registering_a_name_twice_is_refused()
    {
        using var module = new Renamed();
        using var tensor = zeros(1);
        Assert.Throws<InvalidOperationException>(() => module.register_buffer("average", tensor));
        Assert.Throws<ArgumentException>(() => module.register_module("a.b", nn.Linear(1, 1)));
    }

    [Fact]
    public void Training_mode_reaches_the_children()
    {
        using var module = new Renamed();
        Assert.True(module.training);
        module.eval();
        Assert.All(module.modules(), m => Assert.False(m.training));
    }

    [Fact]
    public void Parameters_outlive_the_scope_in_which_their_module_was_made()
    {
        Linear linear;
        using (NewDisposeScope()) linear = nn.Linear(4, 3);
        Assert.False(linear.weight.IsInvalid);
        linear.Dispose();
        Assert.True(linear.weight.IsInvalid);
    }

    [Fact]
    public void Changing_type_replaces_the_parameters()
    {
        using var linear = nn.Linear(4, 3);
        var before = linear.weight;
        linear.to(float64);
        Assert.Equal(float64, linear.weight.dtype);
        Assert.NotSame(before, linear.weight);
        Assert.True(before.IsInvalid);
        // Layers of the package leave the refusal to libtorch.
        Assert.Throws<ExternalException>(() => linear.to(int64));
        using var module = new Renamed();
        Assert.Throws<ArgumentException>(() => module.to(int64));
    }

    [Fact]
    public void Batch_norm_keeps_running_statistics()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(2);
        manual_seed(1);
        var x = randn(8, 2, 5, 5) * 3 + 1;
        var y = norm.call(x);
        Assert.Equal(0.0, y.mean().item<float>(), 5);
        Assert.True(norm.running_mean!.allclose(x.mean([0, 2, 3]) * 0.1, atol: 1e-5));
        Assert.True(norm.running_var!.allclose(x.var([0, 2, 3]) * 0.1 + 0.9, atol: 1e-4));
        norm.eval();
        Assert.False(norm.call(x).allclose(y, atol: 1e-3));
    }

    [Fact]
    public void Orthogonal_weights_have_orthonormal_rows()
    {
        using var scope = NewDisposeScope();
        var w = nn.init.orthogonal_(empty(6, 3, 3, 3)).view(6, 27);
        Assert.True(w.matmul(w.t()).allclose(eye(6), atol: 1e-5));
    }
}
