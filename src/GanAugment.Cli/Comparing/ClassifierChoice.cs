using System.Globalization;
using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Training.Features;
using GanAugment.Transforms;
using GanAugment.Transforms.Classification;
using GanAugment.Transforms.Comparison;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace GanAugment.Cli.Comparing;

/// <summary>The classifier that every arm trains: <c>logistic</c>, <c>cnn</c>, or logistic regression on the features of an ONNX file; <c>:STEPS</c> behind
/// it.</summary>
internal sealed record ClassifierChoice(string Description, Func<MLContext, TrainingBudget, IEstimator<ITransformer>> Pipeline, IFeatureExtractor? Features)
    : IDisposable
{
    private const string Logistic = "logistic", Network = "cnn";
    private const int Iterations = 60, Steps = 1500;

    // The factor of L2 beside the mean loss.
    private const double Penalty = 1e-3;

    /// <summary>Reads the option's value.</summary>
    /// <exception cref="OptionException">It names no classifier.</exception>
    public static ClassifierChoice Parse(string text, CancellationToken cancellation)
    {
        int colon = text.LastIndexOf(':');
        int? steps = null;
        // A colon may belong to a path: only one before a number is ours.
        if (colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int given))
            (text, steps) = (text[..colon], given);
        if (steps is 0) throw Wrong($"{text}:0 trains nothing.", "Give 1 step or more.");
        if (text == Logistic)
            return new ClassifierChoice($"multinomial logistic regression on pixels, {Spelt(steps ?? Iterations)}",
                Regression(steps ?? Iterations, normalise: false), null);
        if (text == Network) return Convolutional(new FeatureNetworkOptions { Steps = steps ?? Steps }, cancellation);
        if (!text.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
            throw Wrong($"There is no classifier '{text}'.", $"Give {Logistic}, {Network}, or the .onnx file of a feature network.");
        var features = new OnnxFeatureExtractor(text);
        return new ClassifierChoice($"multinomial logistic regression on features of {features.Name}, {Spelt(steps ?? Iterations)}",
            Regression(steps ?? Iterations, normalise: true), features);
    }

    public void Dispose() => Features?.Dispose();

    private static ClassifierChoice Convolutional(FeatureNetworkOptions options, CancellationToken cancellation)
    {
        var trainer = new FeatureNetworkClassifierTrainer(options);
        return new ClassifierChoice(trainer.Description, (_, budget) => new ImageClassifierEstimator(
            trainer, AugmentationComparison.PixelColumn, AugmentationComparison.LabelColumn, budget.ExampleWeightColumnName, budget.Seed, cancellation), null);
    }

    private static Func<MLContext, TrainingBudget, IEstimator<ITransformer>> Regression(int iterations, bool normalise) => (ml, budget) =>
    {
        IEstimator<ITransformer> chain = ml.Transforms.Conversion.MapValueToKey("Key", AugmentationComparison.LabelColumn);
        chain = normalise ? chain.Append(ml.Transforms.NormalizeMinMax("Features", AugmentationComparison.PixelColumn))
            : chain.Append(ml.Transforms.Concatenate("Features", AugmentationComparison.PixelColumn));
        return chain.Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = "Key",
            ExampleWeightColumnName = budget.ExampleWeightColumnName,
            L2Regularization = budget.L2OnSummedLoss(Penalty),
            L1Regularization = 0,
            MaximumNumberOfIterations = iterations,
            // So small that every arm takes all its iterations.
            OptimizationTolerance = 1e-12f,
            // A sum over threads depends on how many there are.
            NumberOfThreads = 1,
        }));
    };

    private static string Spelt(int iterations) =>
        FormattableString.Invariant($"ML.NET LbfgsMaximumEntropy, {iterations} iterations, L2 {Penalty} per unit of weight");

    private static OptionException Wrong(string what, string remedy) => new(what, "It was given with --classifier.", remedy);
}
