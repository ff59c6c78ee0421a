using GanAugment.Data;
using GanAugment.Provenance;

namespace GanAugment.Tests.Provenance;

public class TrainingImageIndexTests
{
    private static readonly ImageShape Shape = new(1, 2, 2);

    [Fact]
    public void It_knows_the_images_of_a_data_set_and_no_others()
    {
        LabelledImageSet source = Images(50, 0), others = Images(50, 1);
        TrainingImageIndex index = TrainingImageIndex.Parse(TrainingImageIndex.Of(source).ToJson(), "here");
        Assert.Equal((50, true, DatasetFingerprint.Compute(source)), (index.Count, index.IsComplete, index.DatasetFingerprint));
        Assert.All(ImageHash.OfAll(source), hash => Assert.True(index.Contains(hash)));
        Assert.All(ImageHash.OfAll(others), hash => Assert.False(index.Contains(hash)));
    }

    [Fact]
    public void Shape_and_pixels_name_an_image_and_its_label_does_not()
    {
        byte[] pixels = [1, 2, 3, 4];
        Assert.NotEqual(ImageHash.Of(new(1, 2, 2), pixels), ImageHash.Of(new(1, 1, 4), pixels));
        Assert.NotEqual(ImageHash.Of(Shape, pixels), ImageHash.Of(Shape, [1, 2, 3, 5]));
        Assert.Equal(ImageHash.Of(Shape, pixels), ImageHash.Of(Shape, [1, 2, 3, 4, 9]));
    }

    [Fact]
    public void A_warm_start_adds_what_was_seen_before_or_admits_that_it_is_unknown()
    {
        TrainingImageIndex own = TrainingImageIndex.Of(Images(5, 0)), earlier = TrainingImageIndex.Of(Images(7, 1));
        Assert.Equal((12, true), (own.After(earlier).Count, own.After(earlier).IsComplete));
        Assert.Equal(own.DatasetFingerprint, own.After(earlier).DatasetFingerprint);
        Assert.Equal((5, false), (own.After(null).Count, own.After(null).IsComplete));
        Assert.False(own.After(earlier.After(null)).IsComplete);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("{\"version\":9,\"hashes\":\"\"}")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":1,\"hashes\":\"AAAA\"}")]
    [InlineData("{\"version\":1,\"hashes\":\"\",\"more\":1}")]
    public void What_is_no_index_is_refused(string json) =>
        Assert.Contains("here", Assert.Throws<GeneratorException>(() => TrainingImageIndex.Parse(json, "here")).Origin);

    private static LabelledImageSet Images(int count, int seed)
    {
        var pixels = new byte[count * 4];
        new Random(seed).NextBytes(pixels);
        return new LabelledImageSet("random", Shape, new ClassMap(["a"]), new int[count], pixels);
    }
}
