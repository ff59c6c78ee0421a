using System.Diagnostics;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Sampling;
using Microsoft.ML;

namespace GanAugment.Transforms.Comparison;

/// <summary>Trains the same classifier with and without BigGAN augmentation and says what that did to it, measured on real test images only.</summary>
public static class AugmentationComparison
{
    /// <summary>The column of pixels that a pipeline gets: <c>Vector&lt;Single, C, H, W&gt;</c>, 0 … 1.</summary>
    public const string PixelColumn = "Pixels";

    /// <summary>The column of class names that a pipeline gets: text.</summary>
    public const string LabelColumn = "Label";

    /// <summary>The column of example weights, present only in arms that weigh: Single.</summary>
    public const string WeightColumn = "Weight";

    /// <summary>Compares the arms.</summary>
    /// <param name="train">The training images.</param>
    /// <param name="test">The test images: real, of the same classes and shape, and never shown to the generator.</param>
    /// <param name="options">What is compared.</param>
    /// <param name="pipeline">
    /// Makes the classifier for one run from <see cref="PixelColumn"/> and <see cref="LabelColumn"/>; its output has a key column <c>PredictedLabel</c> with
    /// class names.
    /// It must take weights, regularisation and steps from the budget, else arms are not comparable.
    /// </param>
    /// <param name="progress">Told before every classifier and at the end.</param>
    /// <param name="cancellation">Checked before every classifier.</param>
    /// <exception cref="OptionException">Arms or seeds make no comparison.</exception>
    /// <exception cref="DatasetException">Training and test images differ in classes or shape, or are the same images.</exception>
    /// <exception cref="GeneratorException">The generator was trained on the test images.</exception>
    public static ComparisonResult Run(
        ILabelledImageSource train, ILabelledImageSource test, ComparisonOptions options, Func<MLContext, TrainingBudget, IEstimator<ITransformer>> pipeline,
        IProgress<ComparisonProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(pipeline);
        options.Check();
        GeneratorManifest manifest = options.Generator.Manifest;
        var (training, testing) = CheckLeaks(train, test, manifest);

        var rows = new ComparisonRows(train);
        var testRows = new ComparisonRows(test);
        SamplingPlan balance = SamplingPlan.Resolve(SamplingStrategy.Balance(), train);
        var right = options.Arms.Select(_ => new List<bool[]>()).ToArray(); // [arm][seed][image]
        var seconds = new double[options.Arms.Count];
        int done = 0, total = options.Arms.Count * options.Seeds.Count;
        foreach (long seed in options.Seeds)
            for (int a = 0; a < options.Arms.Count; a++)
            {
                cancellation.ThrowIfCancellationRequested();
                ComparisonArm arm = options.Arms[a];
                progress?.Report(new ComparisonProgress(arm.Name, seed, done, total));
                var watch = Stopwatch.StartNew();
                right[a].Add(TrainAndTest(arm, seed, rows, testRows, balance, options, pipeline, cancellation));
                seconds[a] += watch.Elapsed.TotalSeconds;
                done++;
            }

        progress?.Report(new ComparisonProgress(options.Arms[^1].Name, options.Seeds[^1], done, total));
        ArmResult[] arms = [.. options.Arms.Select((arm, a) => Summary(arm, right[a], test, balance, seconds[a]))];
        string best = arms.Where(a => a.Arm.IsBaseline).MaxBy(a => a.BalancedAccuracy.Mean)!.Arm.Name;
        return new ComparisonResult
        {
            Training = training,
            Test = testing,
            Generator = manifest,
            Truncation = options.Truncation.ToString(),
            Seeds = options.Seeds,
            Classes = [.. train.Classes],
            BestBaseline = best,
            Arms = [.. arms.Select((result, a) => result with { AgainstNone = Against(ComparisonArm.None.Name, a), AgainstBestBaseline = Against(best, a) })],
        };

        PairedDifference? Against(string other, int a)
        {
            int b = Array.FindIndex(arms, r => r.Arm.Name == other);
            return b < 0 || a == b ? null : PairedDifference.Between(other, right[a], right[b], test.Labels, test.Classes.Count);
        }
    }

    private static bool[] TrainAndTest(
        ComparisonArm arm, long seed, ComparisonRows rows, ComparisonRows testRows, SamplingPlan balance, ComparisonOptions options,
        Func<MLContext, TrainingBudget, IEstimator<ITransformer>> pipeline, CancellationToken cancellation)
    {
        var ml = new MLContext(unchecked((int)seed));
        IDataView view = rows.TrainingView(ml, arm, balance, seed);
        long count = arm.SyntheticRest ? balance.RealTotal + balance.SyntheticTotal : balance.RealTotal + balance.Sum(arm.Duplicates);
        // Class weights add up to the number of rows, so the total weight is the count in every arm.
        IEstimator<ITransformer> estimator = pipeline(ml, new TrainingBudget(count, count, arm.ClassWeights ? WeightColumn : null, seed));
        if (arm.SyntheticRest)
            estimator = ml.Transforms.AugmentWithBigGan(new BigGanAugmentationOptions
            {
                ImageColumnName = PixelColumn,
                LabelColumnName = LabelColumn,
                Generator = options.Generator,
                Strategy = SamplingStrategy.Balance(),
                Truncation = options.Truncation,
                Seed = seed,
                ScaleImage = 1 / 255f,
                CancellationToken = cancellation,
            }).Append(estimator);
        ITransformer model = estimator.Fit(view);
        return testRows.Right(ml, model);
    }

    private static ArmResult Summary(ComparisonArm arm, List<bool[]> right, ILabelledImageSource test, SamplingPlan balance, double seconds)
    {
        int classes = test.Classes.Count;
        double[] accuracies = [.. right.Select(r => 100 * BalancedAccuracy.Of(r, test.Labels, classes))];
        double[][] recalls = [.. right.Select(r => BalancedAccuracy.Recalls(r, test.Labels, classes))]; // [seed][class]
        long duplicates = balance.Sum(arm.Duplicates);
        return new ArmResult
        {
            Arm = arm,
            Real = balance.RealTotal,
            Duplicates = duplicates,
            Synthetic = arm.SyntheticRest ? balance.SyntheticTotal - duplicates : 0,
            BalancedAccuracies = accuracies,
            BalancedAccuracy = Spread.Of(accuracies),
            Recalls = [.. Enumerable.Range(0, classes).Select(c => double.IsNaN(recalls[0][c]) ? null : Spread.Of([.. recalls.Select(r => 100 * r[c])]))],
            Seconds = seconds,
        };
    }

    private static (DataProvenance Training, DataProvenance Test) CheckLeaks(ILabelledImageSource train, ILabelledImageSource test, GeneratorManifest manifest)
    {
        if (!train.Classes.Equals(test.Classes) || train.Shape != test.Shape)
            throw new DatasetException(
                $"Training images ({train.Shape}; {train.Classes}) and test images ({test.Shape}; {test.Classes}) do not belong together.",
                $"They are '{train.Origin}' and '{test.Origin}'.", "Give two splits of one data set, with the same classes in the same order.");
        var training = new DataProvenance(train.Origin, train.Labels.Count, DatasetFingerprint.Compute(train));
        var testing = new DataProvenance(test.Origin, test.Labels.Count, DatasetFingerprint.Compute(test));
        if (training.Fingerprint == testing.Fingerprint)
            throw new DatasetException("Training and test images are the same, so the result would mean nothing.", $"Both are '{test.Origin}'.",
                "Give a test split that was held out.");
        if (manifest.DatasetFingerprint == testing.Fingerprint)
            throw new GeneratorException("The generator was trained on the test images, so the result would mean nothing.",
                $"The images are '{test.Origin}'; their fingerprint is the one in the generator's manifest.",
                "Train the generator on the training split only.");
        return (training, testing);
    }
}
