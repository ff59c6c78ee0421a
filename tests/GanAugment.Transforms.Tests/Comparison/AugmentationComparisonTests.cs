using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Transforms.Comparison;
using GanAugment.Transforms.Comparison.Trials;
using Microsoft.ML;
using static GanAugment.Transforms.Tests.Comparison.ComparisonScene;

namespace GanAugment.Transforms.Tests.Comparison;

public class AugmentationComparisonTests
{
    [Fact]
    public void Every_arm_is_trained_on_the_rows_it_promises_and_judged_on_real_images_only()
    {
        var budgets = new List<TrainingBudget>();
        using var generator = new BlobGenerator();
        ComparisonResult result = Run(generator, [0, 1], budgets);

        // 30, 10 and 5 real images; the deficits are 0, 20 and 25.
        Assert.Equal(
            [("none", 45, 0, 0), ("oversampling", 45, 45, 0), ("class weights", 45, 0, 0), ("BigGAN fill", 45, 0, 45), ("BigGAN quarter", 45, 34, 11)],
            result.Arms.SkipLast(1).Select(a => (a.Name, (int)a.Real, (int)a.Made, (int)a.Synthetic)));
        Assert.Equal([45, 90, 45, 45, 90, 45, 90, 90, 90, 90], budgets.Select(b => b.Rows));
        Assert.All(budgets, b => Assert.Equal(b.Rows, b.TotalWeight));
        Assert.Equal([null, null, "Weight"], budgets.Take(3).Select(b => b.ExampleWeightColumnName));
        // 45 images per seed serve the fill and the quarter; 48 more tell this generator from others.
        Assert.InRange(generator.Images, 2 * 45, 2 * 48 + 48);
        Assert.All(result.Arms, a => Assert.Equal(2, a.BalancedAccuracies.Count));
        Assert.Equal((45, 30), (result.Training.Images, result.Evaluations[0].Images.Images));
    }

    [Fact]
    public void Baselines_of_a_pool_get_its_images_and_nobody_else_does()
    {
        LabelledImageSet pool = Draw(25, 25, 10, seed: 5);
        using var generator = new BlobGenerator();
        using var features = new Halves();
        var budgets = new List<TrainingBudget>();
        ComparisonResult result = AugmentationComparison.Run(Train, Test, Options(generator, 0, 1) with
        {
            Pool = pool, PoolFeatures = features,
            Arms = [ComparisonArm.None, .. ComparisonArm.OfPool, new ComparisonArm("on the best", "") { OnBestBaseline = [new SyntheticUse()] }],
        }, (ml, budget) =>
        {
            budgets.Add(budget);
            return Pipeline(ml, budget);
        });
        // Deficits of 20 and 25, filled by the pool's images.
        Assert.Equal([("none", 0), ("pseudo-labels", 45), ("pretrained features", 45), ("pool images", 45)],
            result.Arms.Take(4).Select(a => (a.Name, a.Name == "pretrained features" && a.Setting.StartsWith("class", StringComparison.Ordinal) ? 45 : (int)a.Made)));
        Assert.All(result.Arms.Take(4), a => Assert.True(a.IsBaseline));
        Assert.Contains(" on features of the pool", result.Arms[2].Setting);
        // Four pixels become two halves: far fewer values, all the classes in them.
        Assert.InRange(result.Arms[2].BalancedAccuracy.Mean, 90, 100);
        Assert.Contains(budgets, b => b.Rows == 90);
    }

    [Fact]
    public void The_gate_opens_only_where_validation_images_alone_show_a_gain()
    {
        using var right = new BlobGenerator();
        using var wrong = new BlobGenerator { Wrong = true };
        ComparisonArm[] arms = [ComparisonArm.None, ComparisonArm.RandomOversampling, ComparisonArm.BigGanFill];
        ComparisonResult shut = Run(wrong, [0, 1, 2, 3, 4], arms: arms);
        Assert.False(shut.Gate!.IsOpen);
        Assert.StartsWith("The gate stays shut", shut.Gate.Sentence, StringComparison.Ordinal);
        ArmResult kept = shut.Arms[^1], best = shut.Arms.Single(a => a.Name == shut.BestBaseline);
        Assert.Equal($"gated: {shut.BestBaseline}", kept.Name);
        Assert.Equal(best.BalancedAccuracies, kept.BalancedAccuracies);
        Assert.False(kept.IsBaseline);

        // Two images of the third class that look like the first: only the generator knows better.
        ComparisonResult open = AugmentationComparison.Run(Odd(), Test,
            Options(right, 0, 1, 2, 3, 4) with { Arms = arms, Validation = Draw(40, 40, 40, seed: 8) }, Pipeline);
        Assert.True(open.Gate!.IsOpen);
        Assert.Equal("gated: BigGAN fill", open.Arms[^1].Name);
        Assert.Equal(open.Arms.Single(a => a.Name == "BigGAN fill").BalancedAccuracies, open.Arms[^1].BalancedAccuracies);
        // One repetition says nothing of the next.
        Assert.False(AugmentationComparison.Run(Odd(), Test, Options(right, 0) with { Arms = arms }, Pipeline).Gate!.IsOpen);
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
        ComparisonResult result = Run(generator, [0, 1, 2, 3, 4], arms: [ComparisonArm.None, ComparisonArm.RandomOversampling, ComparisonArm.BigGanFill]);
        ArmResult fill = result.Arms.Single(a => a.Name == "BigGAN fill");
        Assert.Equal(Verdict.Harm, fill.AgainstBestBaseline!.Verdict);
        Assert.StartsWith("Harm: do not use it.", result.Verdict);
        Assert.Contains(result.Evaluations[0].Verdicts, v => v.StartsWith("BigGAN fill: harm.", StringComparison.Ordinal));
        // Losses stand beside gains.
        Assert.Contains(result.Evaluations[0].Classes, c => c.Recall!.Mean < 0);
    }

    [Fact]
    public void A_gain_that_no_repetition_can_deny_is_a_gain()
    {
        using var generator = new BlobGenerator();
        ComparisonResult result = AugmentationComparison.Run(Odd(), Test,
            Options(generator, 0, 1, 2, 3, 4) with { Arms = [ComparisonArm.None, ComparisonArm.RandomOversampling, ComparisonArm.BigGanFill] }, Pipeline);
        Assert.Equal(Verdict.Gain, result.Evaluations[0].Outcome);
        Assert.StartsWith("Gain: use it.", result.Verdict);
        Assert.Equal("BigGAN fill", result.Candidate);
    }

    [Fact]
    public void All_standard_arms_run_and_the_combinations_build_on_the_best_baseline()
    {
        using var generator = new BlobGenerator();
        ComparisonResult result = AugmentationComparison.Run(Train, Test, Options(generator, 0, 1) with { Arms = ComparisonArm.Standard }, Pipeline);
        Assert.Equal(11, result.Arms.Count);
        Assert.Equal(
            ["none", "oversampling", "class weights", "classic augmentation", "MixUp", "SMOTE", "BigGAN", "BigGAN filtered", result.BestBaseline + " + BigGAN",
                result.BestBaseline + " + BigGAN filtered", "gated: " + (result.Gate!.IsOpen ? result.Candidate : result.BestBaseline)],
            result.Arms.Select(a => a.Name));
        string best = result.Arms.Single(a => a.Name == result.BestBaseline).Setting;
        Assert.All(result.Arms.Skip(8).SkipLast(1), a => Assert.StartsWith(best + " + ", a.Setting));
        Assert.All(result.Arms.Take(6), a => Assert.True(a.IsBaseline));
        Assert.All(result.Arms.Skip(6).SkipLast(1), a => Assert.True(a.Synthetic > 0));
        Assert.All(result.Settings.GroupBy(s => s.Arm), arm => Assert.Single(arm, s => s.IsChosen));
        Assert.All(result.Arms, a => Assert.InRange(a.LogLoss!.Mean, 0, 2));
    }

    [Fact]
    public void The_verdict_is_against_the_baseline_that_is_best_on_the_very_test_images()
    {
        // By the validation images, labelled one off, the better a baseline is the worse it looks.
        using var generator = new BlobGenerator();
        LabelledImageSet wrong = Draw(8, 8, 8, seed: 5);
        var validation = new LabelledImageSet("turned", Shape, Classes, [.. wrong.Labels.Select(c => (c + 2) % 3)], Pixels(wrong));
        ComparisonResult result = AugmentationComparison.Run(Train, Test, Options(generator, 0, 1) with { Validation = validation }, Pipeline);
        EvaluationResult judged = result.Evaluations[0];
        ArmResult best = judged.Arms.Where(a => a.IsBaseline).MaxBy(a => a.BalancedAccuracy.Mean)!;
        Assert.Equal(best.Name, judged.BestBaseline);
        Assert.Null(best.AgainstBestBaseline);
        Assert.All(judged.Arms.Where(a => a.Setting != best.Setting), a => Assert.Equal(best.Name, a.AgainstBestBaseline!.Against));
        Assert.True(judged.Arms.Single(a => a.Name == result.BestBaseline).Validation.Mean >= best.Validation.Mean);
    }

    [Fact]
    public void Settings_are_chosen_on_validation_and_never_on_the_test()
    {
        // By the validation images, labelled one off, the generator that draws one off is right; by the test images it is wrong.
        using var generator = new BlobGenerator { Wrong = true };
        LabelledImageSet wrong = Draw(8, 8, 8, seed: 5);
        var validation = new LabelledImageSet("turned", Shape, Classes, [.. wrong.Labels.Select(c => (c + 2) % 3)], Pixels(wrong));
        ComparisonArm choice = new("choice", "Few or many.")
        {
            Settings = [.. new[] { 0.04, 1 }.Select(share => new ArmSetting(Treatment.None) { Synthetic = new SyntheticUse(share) })],
        };
        ComparisonOptions options = Options(generator, 0, 1) with { Arms = [ComparisonArm.None, choice] };
        Assert.Contains("100 %", AugmentationComparison.Run(Train, Test, options with { Validation = validation }, Pipeline).Arms[1].Setting);
        Assert.Contains("4 %", AugmentationComparison.Run(Train, Test, options, Pipeline).Arms[1].Setting);
        Assert.Contains("4 %", AugmentationComparison.Run(Train, validation, options, Pipeline).Arms[1].Setting);
    }

    [Fact]
    public void Without_validation_images_every_repetition_holds_others_out()
    {
        var budgets = new List<TrainingBudget>();
        var trainer = new BlobTrainer();
        ComparisonResult result = AugmentationComparison.Run(Train, Test,
            new ComparisonOptions { GeneratorTrainer = trainer, Seeds = [0, 1, 2], Arms = ComparisonArm.Short, Pictures = false }, (ml, budget) =>
            {
                budgets.Add(budget);
                return Pipeline(ml, budget);
            });
        Assert.Equal(36, budgets[0].Rows);
        // A fresh draw of images, and a fresh generator trained on exactly those, for every seed.
        Assert.Equal(3, trainer.Trained.Distinct().Count());
        Assert.Equal(3, trainer.Trained.Count);
        Assert.Contains("another draw for each seed", result.Selection);
        Assert.DoesNotContain("do not cover", result.Caveat);
    }

    [Fact]
    public void Long_tails_are_drawn_anew_for_every_seed()
    {
        var trainer = new BlobTrainer();
        ComparisonResult result = AugmentationComparison.Run(Draw(40, 40, 40, seed: 8), Test, new ComparisonOptions
        {
            GeneratorTrainer = trainer,
            Seeds = [0, 1],
            Arms = ComparisonArm.Short,
            Subset = new TrainingSubset(20, 4),
            Validation = Validation,
            Pictures = false,
        }, Pipeline);
        Assert.Equal(2, trainer.Trained.Distinct().Count());
        Assert.Equal([20, 10, 5], result.Plan.Select(c => c.Real));
    }

    [Fact]
    public void Every_evaluation_set_has_a_table_of_its_own()
    {
        using var generator = new BlobGenerator();
        LabelledImageSet two = Draw(7, 7, 0, seed: 4);
        var renamed = new LabelledImageSet("other order", Shape, new ClassMap(["dark", "bright"]), [.. two.Labels.Select(c => 1 - c)], Pixels(two));
        ComparisonResult result = AugmentationComparison.Run(Train,
            [new("test", Test), new("noisy", new NoisyImages(Test, 90)), new("shifted", new ShiftedImages(Test, 1)), new("two classes", renamed)],
            Options(generator, 0, 1), Pipeline);
        Assert.Equal([30, 30, 30, 14], result.Evaluations.Select(e => e.Images.Images));
        Assert.All(result.Evaluations, e => Assert.Equal(6, e.Arms.Count));
        Assert.NotEqual(result.Evaluations[0].Arms[0].BalancedAccuracies, result.Evaluations[1].Arms[0].BalancedAccuracies);
        EvaluationResult last = result.Evaluations[3];
        Assert.Null(last.Arms[0].Recalls[2]);
        Assert.Null(last.Confusion![2]);
        Assert.True(last.Arms[0].BalancedAccuracy.Mean > 80, "labels of another order are matched by name");
    }

    [Fact]
    public void The_result_survives_as_a_file()
    {
        using var generator = new BlobGenerator();
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "comparison.json");
        Run(generator, [0]).Save(file);
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(file));
        var first = document.RootElement.GetProperty("evaluations")[0];
        Assert.Equal(6, first.GetProperty("arms").GetArrayLength());
        Assert.StartsWith("No conclusion from one seed.", document.RootElement.GetProperty("verdict").GetString());
        Assert.Equal("noMeasurableGain", first.GetProperty("outcome").GetString());
        Assert.Equal(3, first.GetProperty("confusion")[0].GetArrayLength());
        Assert.Equal(1, first.GetProperty("confusion")[0].EnumerateArray().Sum(share => share.GetDouble()), 1e-9);
    }

    [Fact]
    public void Progress_counts_every_classifier_and_tells_rate_and_time_left()
    {
        using var generator = new BlobGenerator();
        var reports = new List<ComparisonProgress>();
        AugmentationComparison.Run(Train, Test, Options(generator, 7, 8), Pipeline, new Collector(reports));
        Assert.Equal(Enumerable.Range(0, 11), reports.Select(r => r.Done));
        Assert.All(reports, r => Assert.Equal(10, r.Total));
        Assert.Null(reports[0].PerMinute);
        Assert.All(reports.Skip(1), r => Assert.True(r.PerMinute > 0 && r.Remaining >= TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
    }

    [Fact]
    public void The_plan_says_what_will_be_done_and_trains_nothing()
    {
        using var generator = new BlobGenerator();
        ComparisonPlan plan = AugmentationComparison.Plan(Train, [new("test", Test)], Options(generator, 0, 1) with { Arms = ComparisonArm.Standard });
        Assert.Equal(2 * plan.Arms.Sum(a => a.Value.Count), plan.Classifiers);
        Assert.Equal((30, 18, 0), (plan.Target, plan.ValidationImages, plan.Kept));
        Assert.StartsWith("+ ", plan.Arms["best baseline + BigGAN"][0]);
        Assert.Contains(plan.Warnings, w => w.StartsWith("2 of the 5 repetitions", StringComparison.Ordinal));
    }

    [Fact]
    public void A_trainer_without_weights_gets_none()
    {
        var budgets = new List<TrainingBudget>();
        using var generator = new BlobGenerator();
        ComparisonResult result = AugmentationComparison.Run(Train, Test, Options(generator, 0) with { Arms = ComparisonArm.Standard,
            TrainerTakesWeights = false },
            (ml, budget) =>
            {
                budgets.Add(budget);
                return Pipeline(ml, budget);
            });
        Assert.All(budgets, b => Assert.Null(b.ExampleWeightColumnName));
        Assert.DoesNotContain(result.Arms, a => a.Name == "class weights");
        Assert.Contains(result.Warnings, w => w.Contains("no row weights"));
        Assert.DoesNotContain(result.Settings, s => s.Setting.Contains("weight 0.5"));
    }

    [Fact]
    public void Classifiers_can_see_features_instead_of_pixels()
    {
        using var generator = new BlobGenerator();
        using var features = new Halves();
        ComparisonResult result = AugmentationComparison.Run(Train, Test, Options(generator, 0, 1) with { Arms = ComparisonArm.Standard, Features = features },
            Pipeline);
        Assert.Equal("halves", result.Features);
        Assert.True(result.Arms.Single(a => a.Name == "SMOTE").BalancedAccuracy.Mean > 90);
    }

    [Fact]
    public void Features_that_are_no_numbers_are_refused()
    {
        using var generator = new BlobGenerator();
        using var features = new Halves { Broken = true };
        var error = Assert.Throws<GeneratorException>(() =>
            AugmentationComparison.Run(Train, Test, Options(generator, 0) with { Features = features }, Pipeline));
        Assert.Contains("NaN", error.What);
    }

    [Fact]
    public void A_pipeline_that_predicts_no_class_is_refused()
    {
        using var generator = new BlobGenerator();
        Assert.Throws<OptionException>(() => AugmentationComparison.Run(Train, Test, Options(generator, 0), (ml, budget) =>
            ml.Transforms.CopyColumns("Name", "Label").Append(Pipeline(ml, budget)).Append(ml.Transforms.Conversion.MapValueToKey("PredictedLabel", "Name",
                keyData: ml.Data.LoadFromEnumerable([new { Name = "nothing" }])))));
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        using var generator = new BlobGenerator();
        ComparisonOptions good = Options(generator, 0, 1);
        ComparisonArm Arm(SyntheticUse use) => new("odd", "Odd.") { OnBestBaseline = [use] };
        foreach (ComparisonOptions options in (ComparisonOptions[])
        [
            good with { Seeds = [] }, good with { Seeds = [1, 1] }, good with { Arms = [] }, good with { Arms = [ComparisonArm.BigGanFill] },
            good with { Arms = [ComparisonArm.None, ComparisonArm.None] }, good with { Generator = null }, good with { GeneratorTrainer = new BlobTrainer() },
            good with { Target = 0 }, good with { Arms = [ComparisonArm.None, new("empty", "Nothing.")] },
            good with { Arms = [ComparisonArm.None, Arm(new SyntheticUse(0))] }, good with { Arms = [ComparisonArm.None,
                Arm(new SyntheticUse { Weight = 0 })] },
        ])
            Assert.Throws<OptionException>(() => AugmentationComparison.Run(Train, Test, options, Pipeline));
    }

    // The reason for TrainingBudget.L2OnSummedLoss: twice every row is the same problem, and must have the same solution.
    [Fact]
    public void Scaled_regularisation_makes_doubled_data_the_same_problem()
    {
        ILabelledImageSource once = Train;
        float[] a = Scores(once, new TrainingBudget(45, 45, null, 0)), b = Scores(new Doubled(once), new TrainingBudget(90, 90, null, 0));
        float[] unscaled = Scores(new Doubled(once), new TrainingBudget(90, 45, null, 0));
        Assert.True(a.Zip(b, (x, y) => Math.Abs(x - y)).Max() < 1e-3);
        Assert.True(a.Zip(unscaled, (x, y) => Math.Abs(x - y)).Max() > 1e-2);
    }

    private static ComparisonResult Run(
        IConditionalGenerator generator, long[] seeds, List<TrainingBudget>? budgets = null, IReadOnlyList<ComparisonArm>? arms = null) =>
        AugmentationComparison.Run(Train, Test, Options(generator, seeds) with { Arms = arms ?? ComparisonArm.Short }, (ml, budget) =>
        {
            budgets?.Add(budget);
            return Pipeline(ml, budget);
        });

    // Two of the third class look like the first in training.
    private static LabelledImageSet Odd()
    {
        LabelledImageSet train = Draw(20, 20, 2, seed: 9);
        byte[] pixels = new byte[42 * 16];
        for (int i = 0; i < 42; i++) train.Read(i < 40 ? i : 0, pixels.AsSpan(i * 16, 16));
        for (int i = 40; i < 42; i++) pixels[i * 16] ^= (byte)(1 + i % 2);
        return new LabelledImageSet("odd", Shape, Classes, [.. train.Labels], pixels);
    }

    private static byte[] Pixels(ILabelledImageSource source)
    {
        var pixels = new byte[source.Labels.Count * 16];
        for (int i = 0; i < source.Labels.Count; i++) source.Read(i, pixels.AsSpan(i * 16, 16));
        return pixels;
    }

    private static float[] Scores(ILabelledImageSource data, TrainingBudget budget)
    {
        var ml = new MLContext(0);
        IDataView scored = Pipeline(ml, budget).Fit(new ComparedImages(data, null).View(ml)).Transform(new ComparedImages(Test, null).View(ml));
        return [.. ml.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false, ignoreMissingColumns: true).SelectMany(row => row.Score.Order())];
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

    private sealed class Halves : GanAugment.Evaluation.IFeatureExtractor
    {
        public bool Broken { get; init; }

        public string Name => "halves";

        public int Length => 2;

        public void Extract(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> features)
        {
            for (int n = 0; n < count; n++)
                for (int half = 0; half < 2; half++)
                {
                    float sum = 0;
                    foreach (float v in images.Slice(n * 16 + half * 8, 8)) sum += v;
                    features[n * 2 + half] = Broken ? float.NaN : sum;
                }
        }

        public void Dispose()
        {
        }
    }

    private sealed class Collector(List<ComparisonProgress> reports) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) => reports.Add(value);
    }
}
