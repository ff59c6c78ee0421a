using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace GanAugment.Dependencies.Tests.TorchSharp;

[Collection(nameof(Undisturbed))]
public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = zeros(2);
            Assert.True(scope.Contains(inside));
        }
        Assert.True(inside.IsInvalid);
    }

    [Fact]
    public void Moving_out_and_detaching_keep_a_tensor()
    {
        using var outer = NewDisposeScope();
        Tensor moved, detached;
        using (NewDisposeScope())
        {
            moved = zeros(2).MoveToOuterDisposeScope();
            detached = zeros(2).DetachFromDisposeScope();
        }
        Assert.False(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        Assert.True(outer.Contains(moved));
        Assert.False(outer.Contains(detached));
        detached.Dispose();
    }

    [Fact]
    public void The_statistics_of_a_thread_balance()
    {
        DisposeScopeManager.Statistics.Reset();
        var outside = zeros(1);
        using (NewDisposeScope())
        {
            _ = zeros(1) + zeros(1);
            zeros(1).DetachFromDisposeScope().Dispose();
        }
        outside.Dispose();
        var statistics = DisposeScopeManager.Statistics;
        Assert.Equal(1, statistics.CreatedOutsideScopeCount);
        Assert.Equal(4, statistics.CreatedInScopeCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(3, statistics.DisposedInScopeCount);
        Assert.Equal(2, statistics.DisposedOutsideScopeCount);
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Scopes_belong_to_a_thread()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = zeros(1));
        thread.Start();
        thread.Join();
        Assert.False(scope.Contains(elsewhere!));
        elsewhere!.Dispose();
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_tensor()
    {
        using var scope = NewDisposeScope();
        var data = zeros(3);
        var parameter = nn.Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(scope.Contains(parameter));
        Assert.True(parameter.requires_grad);
    }
}
