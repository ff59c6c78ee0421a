using GanAugment.Evaluation;

namespace GanAugment.Tests.Evaluation;

public class KernelDistanceTests
{
    private static readonly float[] Real = Npy.Read<float>("metrics/real"), Fake = Npy.Read<float>("metrics/fake");

    private static readonly double[] OfSubsets =
    [
        2.206763649990183, 2.4926052787964004, 2.011421177758857, 2.4993825075301395, 3.5551777652563263, 1.836294013919055, 1.8609217817218404,
        1.8102891231101985, 2.4081394396006672, 1.0881066348138102, 2.1583390195066574, 2.5472748892007537, 1.8729761673198002, 2.1469565706343587,
        1.3620607880818554, 2.2587619771358796, 2.3581474117931602, 1.4512165130862016, 2.300718672965454, 2.817553316090015,
    ];

    [Fact]
    public void Of_all_vectors_it_is_the_reference_value()
    {
        Assert.Equal(2.1927474396296773, KernelDistance.Between(Real, Fake, 64), 2.2e-10);
        Assert.Equal(2.1927474396296773, KernelDistance.Between(Fake, Real, 64), 2.2e-10);
    }

    [Fact]
    public void Of_given_subsets_it_is_each_reference_value()
    {
        long[] first = Npy.Read<long>("metrics/kid_subsets_real"), second = Npy.Read<long>("metrics/kid_subsets_fake");
        for (int s = 0; s < 20; s++)
        {
            int[] Rows(long[] all) => [.. all.Skip(s * 100).Take(100).Select(r => (int)r)];
            Assert.Equal(OfSubsets[s], KernelDistance.Between(Real, Fake, Rows(first), Rows(second), 64), OfSubsets[s] * 1e-10);
        }
    }

    [Fact]
    public void Subsets_of_everything_are_everything()
    {
        var (mean, deviation) = KernelDistance.OfSubsets(Real[..(400 * 64)], Fake, 64, subsets: 2, size: 1000);
        Assert.Equal(KernelDistance.Between(Real.AsSpan(0, 400 * 64), Fake, 64), mean, 1e-10);
        Assert.Equal(0, deviation, 1e-10);
    }

    [Fact]
    public void Random_subsets_scatter_around_the_whole_and_repeat_themselves()
    {
        var (mean, deviation) = KernelDistance.OfSubsets(Real, Fake, 64, subsets: 20, size: 100, seed: 5);
        Assert.Equal(2.19, mean, 0.4);
        Assert.InRange(deviation, 0.2, 1);
        Assert.Equal((mean, deviation), KernelDistance.OfSubsets(Real, Fake, 64, subsets: 20, size: 100, seed: 5));
        Assert.NotEqual(mean, KernelDistance.OfSubsets(Real, Fake, 64, subsets: 20, size: 100, seed: 6).Mean);
    }

    [Fact]
    public void Halves_of_one_set_are_not_apart() =>
        Assert.InRange(KernelDistance.Between(Real.AsSpan(0, 250 * 64), Real.AsSpan(250 * 64), 64), -0.5, 0.5);

    [Fact]
    public void One_vector_is_too_few() => Assert.Throws<ArgumentException>(() => KernelDistance.Between(Real, Fake.AsSpan(0, 64), 64));
}
