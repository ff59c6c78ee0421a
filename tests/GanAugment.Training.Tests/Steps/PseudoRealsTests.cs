using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class PseudoRealsTests
{
    [Fact]
    public void Images_give_way_with_the_probability_and_none_at_0()
    {
        float p = 0;
        var pseudo = new PseudoReals(() => p, 4, 1);
        Assert.Empty(pseudo.Places(0, 1000));
        p = 0.3f;
        int[] some = pseudo.Places(0, 1000);
        Assert.InRange(some.Length, 250, 350);
        Assert.Equal(some, pseudo.Places(0, 1000));
        Assert.NotEqual(some, pseudo.Places(1, 1000));
        p = 0.6f;
        Assert.Subset(pseudo.Places(0, 1000).ToHashSet(), some.ToHashSet());
    }

    [Fact]
    public void Replacements_take_exactly_the_places_of_the_images_they_replace()
    {
        using var scope = NewDisposeScope();
        Tensor real = arange(5).to(ScalarType.Float32).view(5, 1, 1, 1), generated = tensor(new float[] { 10, 30 }, [2, 1, 1, 1]);
        Assert.Equal([0f, 10f, 2f, 30f, 4f], TensorAssert.Values(PseudoReals.Replace(real, [1, 3], generated)));
    }

    [Fact]
    public void A_place_has_latents_of_its_own_whatever_else_is_replaced()
    {
        using var scope = NewDisposeScope();
        var pseudo = new PseudoReals(() => 1, 4, 1);
        Tensor two = pseudo.Latents(2, [1, 3], 5, CPU), one = pseudo.Latents(2, [3], 5, CPU);
        TensorAssert.Same(two.narrow(0, 1, 1), one);
        Assert.NotEqual(TensorAssert.Values(one), TensorAssert.Values(pseudo.Latents(3, [3], 5, CPU)));
    }
}
