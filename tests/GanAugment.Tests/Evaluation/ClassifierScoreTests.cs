using GanAugment.Evaluation;

namespace GanAugment.Tests.Evaluation;

public class ClassifierScoreTests
{
    private static readonly float[] Rows =
        [.7f, .2f, .1f, .1f, .8f, .1f, .3f, .3f, .4f, 0, 0, 1, .5f, .25f, .25f, .2f, .2f, .6f, .9f, .05f, .05f];

    // NumPy: exp of the mean over rows of Σ p (ln p − ln mean p), in double precision from the single-precision rows; all seven, and of three and four.
    [Fact]
    public void It_is_the_value_of_NumPy()
    {
        Assert.Equal(1.4657792375692458, ClassifierScore.Of(Rows, 3, 1).Mean, 1e-12);
        var (mean, deviation) = ClassifierScore.Of(Rows, 3, 2);
        Assert.Equal(1.3501963487797166, mean, 1e-12);
        Assert.Equal(0.11788810224290824, deviation, 1e-12);
    }

    [Fact]
    public void Sure_and_even_over_classes_it_is_their_number()
    {
        var (mean, deviation) = ClassifierScore.Of([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0], 3, 2);
        Assert.Equal(3, mean, 1e-12);
        Assert.Equal(0, deviation, 1e-12);
    }

    [Fact]
    public void Alike_for_all_images_it_is_one() => Assert.Equal(1, ClassifierScore.Of([.2f, .8f, .2f, .8f], 2, 1).Mean, 1e-12);

    [Fact]
    public void Fewer_images_than_parts_are_refused() => Assert.Throws<OptionException>(() => ClassifierScore.Of(Rows, 3, 8));
}
