using GanAugment.Data;

namespace GanAugment.Tests.Data;

public class SelectedClassesTests
{
    private static readonly LabelledImageSet Images = new("made", new ImageShape(1, 1, 1), new ClassMap(["a", "b", "c"]), [0, 2, 1, 2], (byte[])[10, 20, 30, 40]);

    [Fact]
    public void Other_classes_are_gone_and_the_kept_ones_stay_in_order()
    {
        var chosen = new SelectedClasses(Images, ["c", "a"]);
        Assert.Equal(["a", "c"], chosen.Classes);
        Assert.Equal([0, 1, 1], chosen.Labels);
        var pixel = new byte[1];
        Assert.Equal([10, 20, 40], Enumerable.Range(0, 3).Select(i =>
        {
            chosen.Read(i, pixel);
            return (int)pixel[0];
        }));
        Assert.NotEqual(DatasetFingerprint.Compute(Images), DatasetFingerprint.Compute(chosen));
    }

    [Fact]
    public void An_unknown_class_is_named_with_those_that_there_are()
    {
        var error = Assert.Throws<OptionException>(() => new SelectedClasses(Images, ["a", "d"]));
        Assert.Equal("There is no class 'd'.", error.What);
        Assert.Contains("'a', 'b', 'c'", error.Remedy);
        Assert.Throws<OptionException>(() => new SelectedClasses(Images, []));
    }
}
