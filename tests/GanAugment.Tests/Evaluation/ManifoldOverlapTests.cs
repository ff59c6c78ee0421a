using GanAugment.Evaluation;

namespace GanAugment.Tests.Evaluation;

public class ManifoldOverlapTests
{
    private static readonly float[] Real = Npy.Read<float>("metrics/real"), Fake = Npy.Read<float>("metrics/fake");
    private static readonly float[] RealTies = Npy.Read<float>("metrics/ties_real"), FakeTies = Npy.Read<float>("metrics/ties_fake");

    // The published program's values; they are counts divided, so that only the last bit can differ.
    [Theory]
    [InlineData(3, 0.5675, 0.982, 0.22083333333333333, 0.412)]
    [InlineData(5, 0.5675, 0.994, 0.1595, 0.468)]
    public void It_is_the_published_program(int k, double precision, double recall, double density, double coverage)
    {
        Close(new ManifoldOverlap(k, precision, recall, density, coverage), ManifoldOverlap.Between(Real, Fake, 64, [k])[0]);
        Close(new ManifoldOverlap(k, precision, recall, density, coverage), ManifoldOverlap.Between(Real, Fake, 64, [k], inclusive: true)[0]);
    }

    [Theory]
    [InlineData(3, false, 0.7083333333333334, 0.9, 0.5138888888888888, 0.5)]
    [InlineData(3, true, 0.7916666666666666, 1.0, 1.2916666666666667, 0.8333333333333334)]
    [InlineData(5, false, 0.7916666666666666, 1.0, 0.5916666666666667, 0.7666666666666667)]
    [InlineData(5, true, 0.9166666666666666, 1.0, 1.025, 1.0)]
    public void Where_distances_tie_the_edge_is_out_or_in(int k, bool inclusive, double precision, double recall, double density, double coverage) =>
        Close(new ManifoldOverlap(k, precision, recall, density, coverage), ManifoldOverlap.Between(RealTies, FakeTies, 2, [k], inclusive)[0]);

    [Fact]
    public void Several_k_at_once_are_each_alone() => Assert.Equal(
        [.. ManifoldOverlap.Between(Real, Fake, 64, [3]), .. ManifoldOverlap.Between(Real, Fake, 64, [5])], ManifoldOverlap.Between(Real, Fake, 64, [3, 5]));

    [Fact]
    public void Equal_sets_cover_each_other()
    {
        ManifoldOverlap found = ManifoldOverlap.Between(Real, Real, 64, [3])[0];
        Assert.Equal((1, 1, 1), (found.Precision, found.Recall, found.Coverage));
    }

    [Fact]
    public void Sets_far_apart_do_not()
    {
        float[] far = Array.ConvertAll(Real, x => x + 1000);
        Assert.Equal(new ManifoldOverlap(3, 0, 0, 0, 0), ManifoldOverlap.Between(Real, far, 64, [3])[0]);
    }

    [Fact]
    public void Copies_of_one_image_are_precise_but_recall_nothing()
    {
        float[] one = [.. Enumerable.Repeat(Real[..64], 20).SelectMany(row => row)];
        ManifoldOverlap found = ManifoldOverlap.Between(Real, one, 64, [3])[0];
        Assert.Equal((1, 0), (found.Precision, found.Recall));
        Assert.InRange(found.Coverage, 0.001, 0.05);
    }

    [Fact]
    public void Too_few_images_have_no_such_neighbour()
    {
        var error = Assert.Throws<OptionException>(() => ManifoldOverlap.Between(Real, Fake.AsMemory(0, 3 * 64), 64, [3]));
        Assert.Contains("more than 3 images", error.Remedy, StringComparison.Ordinal);
        Assert.Single(ManifoldOverlap.Between(Real, Fake.AsMemory(0, 4 * 64), 64, [3]));
    }

    private static void Close(ManifoldOverlap expected, ManifoldOverlap found)
    {
        Assert.Equal(expected.Neighbours, found.Neighbours);
        Assert.Equal(expected.Precision, found.Precision, 1e-12);
        Assert.Equal(expected.Recall, found.Recall, 1e-12);
        Assert.Equal(expected.Density, found.Density, 1e-12);
        Assert.Equal(expected.Coverage, found.Coverage, 1e-12);
    }
}
