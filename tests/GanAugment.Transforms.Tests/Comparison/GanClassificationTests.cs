using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Transforms.Comparison;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace GanAugment.Transforms.Tests.Comparison;

public class GanClassificationTests
{
    private static readonly ImageShape Shape = new(1, 4, 4);

    [Fact]
    public void Good_synthetic_images_teach_what_real_ones_do()
    {
        ConfusionMatrix cas = GanClassification.TrainSyntheticTestReal(Blobs(20, 1), Blobs(10, 2), Pipeline);
        Assert.Equal(30, cas.Images);
        Assert.Equal([10L, 10L, 10L], Enumerable.Range(0, 3).Select(cas.Actual));
        Assert.InRange(cas.MacroRecall, 0.95, 1);
    }

    [Fact]
    public void Synthetic_images_of_wrong_classes_fail_both_ways()
    {
        LabelledImageSet wrong = Blobs(20, 1, turn: 1);
        Assert.InRange(GanClassification.TrainSyntheticTestReal(wrong, Blobs(10, 2), Pipeline).MacroRecall, 0, 0.05);
        ConfusionMatrix ganTest = GanClassification.TrainRealTestSynthetic(Blobs(10, 2), wrong, Pipeline);
        Assert.Equal(60, ganTest.Images);
        Assert.InRange(ganTest.MacroRecall, 0, 0.05);
    }

    [Fact]
    public void What_counts_are_the_test_images_never_those_of_training()
    {
        // A generator that knows one class well and never makes the third: its images, tested on themselves, would be perfect.
        LabelledImageSet narrow = Blobs(20, 1);
        var two = new Subset(narrow, Enumerable.Range(0, narrow.Labels.Count).Where(i => narrow.Labels[i] < 2));
        ConfusionMatrix cas = GanClassification.TrainSyntheticTestReal(two, Blobs(10, 2), Pipeline);
        Assert.Equal(30, cas.Images);
        Assert.Equal(0, cas.Recall(2));
        Assert.Equal(2 / 3.0, cas.MacroRecall, 0.05);
    }

    [Fact]
    public void Classes_go_by_name()
    {
        // The same images, classes in another order.
        LabelledImageSet test = Blobs(10, 2);
        byte[] pixels = new byte[test.Labels.Count * Shape.Length];
        for (int i = 0; i < test.Labels.Count; i++) test.Read(i, pixels.AsSpan(i * Shape.Length, Shape.Length));
        var other = new LabelledImageSet("other order", Shape, new ClassMap(["half", "bright", "dark"]), [.. test.Labels.Select(c => (c + 1) % 3)], pixels);
        Assert.InRange(GanClassification.TrainSyntheticTestReal(Blobs(20, 1), other, Pipeline).MacroRecall, 0.95, 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_counts() => Assert.Equal(
        Counts(GanClassification.TrainSyntheticTestReal(Blobs(5, 1), Blobs(10, 2), Pipeline, seed: 4)),
        Counts(GanClassification.TrainSyntheticTestReal(Blobs(5, 1), Blobs(10, 2), Pipeline, seed: 4)));

    [Fact]
    public void Sets_that_make_no_test_are_refused()
    {
        var one = new Subset(Blobs(5, 1), [0, 3]);
        var strange = new LabelledImageSet("strange", Shape, new ClassMap(["zebra", "horse"]), [0, 1], new byte[32]);
        var large = new LabelledImageSet("large", new ImageShape(1, 2, 2), new ClassMap(["dark", "half"]), [0, 1], new byte[8]);
        Assert.Contains("images of 1 class", Refused(one, Blobs(5, 2)));
        Assert.Contains("without images", Refused(Blobs(5, 1), new Subset(Blobs(5, 2), [])));
        Assert.Contains("no class in common", Refused(Blobs(5, 1), strange));
        Assert.Contains("1×2×2", Refused(Blobs(5, 1), large));
    }

    private static string Refused(ILabelledImageSource train, ILabelledImageSource test) =>
        Assert.Throws<DatasetException>(() => GanClassification.TrainSyntheticTestReal(train, test, Pipeline)).Message;

    private static long[] Counts(ConfusionMatrix matrix) => [.. Enumerable.Range(0, 9).Select(i => matrix[i / 3, i % 3])];

    private static IEstimator<ITransformer> Pipeline(MLContext ml) => ml.Transforms.Conversion.MapValueToKey(AugmentationComparison.LabelColumn)
        .Append(ml.Transforms.Concatenate("Features", AugmentationComparison.PixelColumn))
        .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = AugmentationComparison.LabelColumn,
            NumberOfThreads = 1,
        }));

    // Bright, dark, and bright above dark; with a turn, each under the next one's name.
    private static LabelledImageSet Blobs(int perClass, int seed, int turn = 0)
    {
        var random = new Random(seed);
        int count = 3 * perClass;
        int[] kinds = [.. Enumerable.Range(0, count).Select(i => i % 3)];
        byte[] pixels = [.. kinds.SelectMany(kind => Enumerable.Range(0, 16).Select(p =>
            (byte)(random.Next(60) + (kind == 0 || (kind == 2 && p < 8) ? 180 : 0))))];
        return new LabelledImageSet("blobs", Shape, new ClassMap(["bright", "dark", "half"]), [.. kinds.Select(k => (k + turn) % 3)], pixels);
    }
}
