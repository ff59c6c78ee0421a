using GanAugment.Generation;
using GanAugment.Transforms.Candidates;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests.Candidates;

public sealed class ImageAddressesTests
{
    [Fact]
    public void A_class_has_its_own_truncation_where_the_options_say_so()
    {
        var options = Given.Options() with
        {
            Truncation = Truncation.Threshold(2),
            TruncationPerClass = new Dictionary<string, Truncation> { ["b"] = Truncation.Scaled(0.5f) },
        };
        var addresses = new ImageAddresses(["a", "b"], [2, 0], options);
        Assert.Equal(new ImageAddress(2, 5, Truncation.Threshold(2)), addresses.Of(0, 5));
        Assert.Equal(new ImageAddress(0, 5, Truncation.Scaled(0.5f)), addresses.Of(1, 5));
    }

    [Fact]
    public void Classes_that_share_one_of_the_generator_share_no_image()
    {
        var addresses = new ImageAddresses(["a", "b", "c"], [1, 1, 0], Given.Options());
        Assert.Equal(new ImageAddress(1, 7), addresses.Of(0, 7));
        Assert.NotEqual(addresses.Of(0, 7), addresses.Of(1, 7));
        Assert.Equal(new ImageAddress(0, 7), addresses.Of(2, 7));

        var context = new MLContext(1);
        var options = Given.Options() with { ClassNames = new Dictionary<string, string> { ["c"] = "b" } };
        IDataView train = Example.View(context, 8, 2, 2), view = context.Data.AugmentWithBigGan(train, options);
        List<bool> synthetic = Values.Synthetic(view, train);
        List<string> images = [.. Values.Of(view, "Pixels").Where((_, i) => synthetic[i])];
        Assert.Equal(12, images.Distinct().Count());
    }

    [Fact]
    public void A_truncation_per_class_changes_the_images_of_that_class_alone()
    {
        var context = new MLContext(1);
        IDataView train = Example.View(context, 6, 2, 2);
        var options = Given.Options();
        IDataView plain = context.Data.AugmentWithBigGan(train, options);
        IDataView truncated = context.Data.AugmentWithBigGan(train, options with
        {
            TruncationPerClass = new Dictionary<string, Truncation> { ["b"] = Truncation.Threshold(0.3f) },
        });
        List<string> labels = Values.Of(plain, "Label"), before = Values.Of(plain, "Pixels"), after = Values.Of(truncated, "Pixels");
        List<bool> synthetic = Values.Synthetic(plain, train);
        for (int i = 0; i < labels.Count; i++) Assert.Equal(synthetic[i] && labels[i] == "b", before[i] != after[i]);
    }

    [Fact]
    public void A_truncation_for_a_class_that_is_not_there_is_refused()
    {
        var options = Given.Options() with { TruncationPerClass = new Dictionary<string, Truncation> { ["d"] = Truncation.Threshold(1) } };
        Assert.Contains("'d'", Assert.Throws<OptionException>(() => new ImageAddresses(["a", "b"], [0, 1], options)).What);
    }
}
