using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Comparison;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace GanAugment.Transforms.Tests.Comparison;

public class AugmentationComparisonTests
{
    private static readonly ImageShape Shape = new(1, 4, 4);
    private static readonly ClassMap Classes = new(["bright", "dark", "half"]);

    [Fact]
    public void Every_arm_is_trained_on_the_rows_it_promises_and_tested_on_real_images_only()
    {
        var budgets = new List<TrainingBudget>();
        using var generator = new BlobGenerator();
        ComparisonResult result = Run(generator, [0, 1], budgets);

        // 30, 10 and 5 real images; the deficits are 0, 20 and 25.
        Assert.Equal(
            [("none", 45, 0, 0), ("oversampling", 45, 45, 0), ("class weights", 45, 0, 0), ("BigGAN fill", 45, 0, 45), ("BigGAN quarter", 45, 34, 11)],
            result.Arms.Select(a => (a.Arm.Name, (int)a.Real, (int)a.Duplicates, (int)a.Synthetic)));
        Assert.Equal([45, 90, 45, 90, 90, 45, 90, 45, 90, 90], budgets.Select(b => b.Rows));
        Assert.Equal(budgets.Select(b => (double)b.Rows), budgets.Select(b => b.TotalWeight));
        Assert.Equal([null, null, "Weight", null, null], budgets.Take(5).Select(b => b.ExampleWeightColumnName));
        // 45 images per seed are drawn for the fill and 11 for the quarter, in batches of 16.
        Assert.InRange(generator.Images, 2 * (45 + 11), 2 * (48 + 16));
        Assert.All(result.Arms, a => Assert.Equal(2, a.BalancedAccuracies.Count));
        Assert.Equal((45, 30), (result.Training.Images, result.Test.Images));
    }

    [Fact]
    public void The_same_seeds_give_the_same_result()
    {
        using var generator = new BlobGenerator();
        ComparisonResult once = Run(generator, [3, 4]), again = Run(generator, [3, 4]);
        Assert.Equal(once.Arms.Select(a => a.BalancedAccuracies), again.Arms.Select(a => a.BalancedAccuracies));
    }

    [Fact]
    public void A_generator_that_draws_the_wrong_classes_is_found_to_harm()
    {
        using var generator = new BlobGenerator { Wrong = true };
        ComparisonResult result = Run(generator, [0, 1, 2]);
        ArmResult fill = result.Arms.Single(a => a.Arm == ComparisonArm.BigGanFill);
        Assert.Equal(Verdict.Harm, fill.AgainstBestBaseline!.Verdict);
        Assert.Contains(result.Verdicts, v => v.StartsWith("BigGAN fill: harm.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_result_survives_as_a_file()
    {
        using var generator = new BlobGenerator();
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "comparison.json");
        Run(generator, [0]).Save(file);
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(file));
        Assert.Equal(5, document.RootElement.GetProperty("arms").GetArrayLength());
        Assert.Equal("no conclusion", document.RootElement.GetProperty("verdicts")[0].GetString()!.Split(": ")[1][..13]);
    }

    [Fact]
    public void Progress_counts_every_classifier()
    {
        using var generator = new BlobGenerator();
        var reports = new List<ComparisonProgress>();
        AugmentationComparison.Run(Data(30, 10, 5, seed: 1), Data(10, 10, 10, seed: 2), new ComparisonOptions { Generator = generator, Seeds = [7, 8] },
            Pipeline, new Collector(reports));
        Assert.Equal(Enumerable.Range(0, 11), reports.Select(r => r.Done));
        Assert.All(reports, r => Assert.Equal(10, r.Total));
    }

    [Fact]
    public void A_generator_trained_on_the_test_images_is_refused()
    {
        ILabelledImageSource test = Data(10, 10, 10, seed: 2);
        using var generator = new BlobGenerator(DatasetFingerprint.Compute(test));
        var error = Assert.Throws<GeneratorException>(() =>
            AugmentationComparison.Run(Data(30, 10, 5, seed: 1), test, new ComparisonOptions { Generator = generator }, Pipeline));
        Assert.Contains("test images", error.What);
    }

    [Fact]
    public void Testing_on_the_training_images_is_refused()
    {
        ILabelledImageSource train = Data(30, 10, 5, seed: 1);
        using var generator = new BlobGenerator();
        Assert.Throws<DatasetException>(() => AugmentationComparison.Run(train, train, new ComparisonOptions { Generator = generator }, Pipeline));
    }

    [Fact]
    public void Splits_of_different_classes_are_refused()
    {
        using var generator = new BlobGenerator();
        var other = new LabelledImageSet("other", Shape, new ClassMap(["a", "b", "c"]), [0], new byte[16]);
        Assert.Throws<DatasetException>(() =>
            AugmentationComparison.Run(Data(3, 2, 1, seed: 1), other, new ComparisonOptions { Generator = generator }, Pipeline));
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        using var generator = new BlobGenerator();
        ILabelledImageSource train = Data(3, 2, 1, seed: 1), test = Data(1, 1, 1, seed: 2);
        foreach (ComparisonOptions options in (ComparisonOptions[])
        [
            new() { Generator = generator, Seeds = [] }, new() { Generator = generator, Seeds = [1, 1] }, new() { Generator = generator, Arms = [] },
            new() { Generator = generator, Arms = [ComparisonArm.BigGanFill] },
            new() { Generator = generator, Arms = [ComparisonArm.None, ComparisonArm.None] },
        ])
            Assert.Throws<OptionException>(() => AugmentationComparison.Run(train, test, options, Pipeline));
    }

    // The reason for TrainingBudget.L2OnSummedLoss: twice every row is the same problem, and must have the same solution.
    [Fact]
    public void Scaled_regularisation_makes_doubled_data_the_same_problem()
    {
        ILabelledImageSource once = Data(30, 10, 5, seed: 1);
        float[] a = Scores(once, new TrainingBudget(45, 45, null, 0)), b = Scores(new Doubled(once), new TrainingBudget(90, 90, null, 0));
        float[] unscaled = Scores(new Doubled(once), new TrainingBudget(90, 45, null, 0));
        Assert.True(a.Zip(b, (x, y) => Math.Abs(x - y)).Max() < 1e-3);
        Assert.True(a.Zip(unscaled, (x, y) => Math.Abs(x - y)).Max() > 1e-2);
    }

    private static ComparisonResult Run(IConditionalGenerator generator, long[] seeds, List<TrainingBudget>? budgets = null) =>
        AugmentationComparison.Run(Data(30, 10, 5, seed: 1), Data(10, 10, 10, seed: 2), new ComparisonOptions { Generator = generator, Seeds = seeds },
            (ml, budget) =>
        {
            budgets?.Add(budget);
            return Pipeline(ml, budget);
        });

    private static IEstimator<ITransformer> Pipeline(MLContext ml, TrainingBudget budget) => ml.Transforms.Conversion.MapValueToKey("Label")
        .Append(ml.Transforms.Concatenate("Features", AugmentationComparison.PixelColumn))
        .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            ExampleWeightColumnName = budget.ExampleWeightColumnName,
            L2Regularization = budget.L2OnSummedLoss(1e-2),
            L1Regularization = 0,
            MaximumNumberOfIterations = 60,
            OptimizationTolerance = 1e-9f,
            NumberOfThreads = 1,
        }));

    private static float[] Scores(ILabelledImageSource data, TrainingBudget budget)
    {
        var ml = new MLContext(0);
        SamplingPlan nothing = SamplingPlan.Resolve(SamplingStrategy.Add(0), data);
        IDataView view = new ComparisonRows(data).TrainingView(ml, ComparisonArm.None, nothing, seed: 0);
        IDataView test = new ComparisonRows(Data(10, 10, 10, seed: 2)).TrainingView(ml, ComparisonArm.None, nothing, seed: 0);
        IDataView scored = Pipeline(ml, budget).Fit(view).Transform(test);
        return [.. ml.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false, ignoreMissingColumns: true).SelectMany(row => row.Score.Order())];
    }

    // Class 0 is bright, class 1 dark, class 2 bright in its upper half; all noisy.
    private static LabelledImageSet Data(int bright, int dark, int half, int seed)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Repeat(0, bright), .. Enumerable.Repeat(1, dark), .. Enumerable.Repeat(2, half)];
        byte[] pixels = [.. labels.SelectMany(c => Enumerable.Range(0, 16)
            .Select(p => (byte)Math.Clamp(BlobGenerator.Level(c, p) + random.Next(-60, 60), 0, 255)))];
        return new LabelledImageSet($"made with seed {seed}", Shape, Classes, labels, pixels);
    }

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class Doubled(ILabelledImageSource once) : ILabelledImageSource
    {
        public string Origin => "doubled";

        public ImageShape Shape => once.Shape;

        public ClassMap Classes => once.Classes;

        public IReadOnlyList<int> Labels { get; } = [.. once.Labels, .. once.Labels];

        public void Read(int index, Span<byte> pixels) => once.Read(index % once.Labels.Count, pixels);
    }

    private sealed class Collector(List<ComparisonProgress> reports) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) => reports.Add(value);
    }

    /// <summary>Draws the classes of the data, or, when wrong, each as the next.</summary>
    private sealed class BlobGenerator(string? fingerprint = null) : IConditionalGenerator
    {
        public bool Wrong { get; init; }

        public int Images { get; private set; }

        public GeneratorManifest Manifest { get; } = new() { Channels = 1, Height = 4, Width = 4, LatentSize = 16,
            Classes = [.. AugmentationComparisonTests.Classes], DatasetFingerprint = fingerprint };

        public static int Level(int c, int pixel) => c switch { 0 => 180, 1 => 70, _ => pixel < 8 ? 180 : 70 };

        public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
        {
            Images += count;
            for (int n = 0; n < count; n++)
            {
                int c = (y.Slice(n * 3, 3).IndexOf(1f) + (Wrong ? 1 : 0)) % 3;
                for (int p = 0; p < 16; p++) images[n * 16 + p] = Math.Clamp((Level(c, p) + 30 * z[n * 16 + p]) / 127.5f - 1, -1, 1);
            }
        }

        public void Dispose()
        {
        }
    }
}
