using Microsoft.ML.Data;
using Microsoft.ML.Numeric;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

// Minimises (1/n) Σ weight · Σ_{c ≠ y} log(1 + exp(s_c − s_y)) + ½ · L2 · (‖W‖² + ‖b‖²) + L1 · L2 · (Σ |W| + Σ |b|): a sum over pairs of
// classes, although the scores then go through a softmax. L2 is relative to the mean loss over rows, unlike that of L-BFGS, and L1 to L2.
public sealed partial class SdcaMaximumEntropyMulticlassTrainer
    : TrainerEstimatorBase<MulticlassPredictionTransformer<MaximumEntropyModelParameters>, MaximumEntropyModelParameters>
{
    private readonly Options _options;

    internal SdcaMaximumEntropyMulticlassTrainer(IHostEnvironment env, Options options)
        : base(env.Register("SdcaTrainerBase"), TrainerColumns.Features(options.FeatureColumnName), TrainerColumns.Key(options.LabelColumnName),
            TrainerColumns.Weight(options.ExampleWeightColumnName))
    {
        Contracts.CheckNonEmpty(options.LabelColumnName, "labelColumn");
        _options = options;
        options.Check(Host);
    }

    public override TrainerInfo Info { get; } = new();

    private protected override SchemaShape.Column[] GetOutputColumns(SchemaShape inputSchema)
        => TrainerColumns.MulticlassOutput(inputSchema, LabelColumn.Name);

    private protected override MulticlassPredictionTransformer<MaximumEntropyModelParameters> MakeTransformer(
        MaximumEntropyModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    private protected override MaximumEntropyModelParameters TrainModel(TrainingRows rows, MaximumEntropyModelParameters initial)
    {
        using var channel = Host.Start("Training");
        if (!rows.Data.CanShuffle && _options.Shuffle)
            rows = rows.Over(new DataOperationsCatalog(Host).ShuffleRows(rows.Data, Host.Rand.Next()));

        Contracts.CheckParam(
            _options.NumberOfThreads is null or > 0, nameof(Options.NumberOfThreads), "The number of threads must be either null or a positive integer.");

        // The examples are visited one after the other whatever number of threads was asked for: concurrent visits would make the model a matter of luck.
        channel.Info(MessageSensitivity.None, "Using 1 thread to train.");
        int checkEvery = _options.ConvergenceCheckFrequency ?? 1;
        if (_options.ConvergenceCheckFrequency is null)
            channel.Info(MessageSensitivity.None, "Automatically choosing a check frequency of {0}.", checkEvery);

        var places = DualPlaces.Read(rows, channel);
        Tune(places.Count, rows.FeatureCount, channel);
        var ascent = new PairwiseDualAscent(
            rows, places, _options.L2Regularization.Value, _options.L1Regularization.Value, _options.BiasLearningRate, _options.Shuffle);
        int steps = _options.MaximumNumberOfIterations.Value;
        var seeds = Enumerable.Range(0, steps).Select(_ => Host.Rand.Next()).ToArray();
        using var progress = Host.StartProgressChannel("SDCA training");
        for (int step = 1; step <= steps; step++)
        {
            ascent.Visit(new Random(seeds[step - 1]));
            if (checkEvery <= 0 || step % checkEvery != 0)
                continue;

            double gap = ascent.Measure(step);
            progress.Checkpoint(ascent.Loss, ascent.DualLoss, gap, step);
            if (gap / ascent.Loss < _options.ConvergenceTolerance)
                break;
        }

        if (ascent.BestStep > 0)
            channel.Info(MessageSensitivity.None, "Using best model from iteration {0}.", ascent.BestStep);
        else
            channel.Info(MessageSensitivity.None, "Using model from last iteration.");
        return ascent.Model();
    }

    // What the caller left open is decided by the first data seen, and kept for later fits.
    private void Tune(int count, int features, IChannel channel)
    {
        if (_options.MaximumNumberOfIterations is null)
        {
            _options.MaximumNumberOfIterations = Math.Max(2, Math.Max(1, 500000 / count) * 3);
            channel.Info(MessageSensitivity.None, "Auto-tuning parameters: maxIterations = {0}.", _options.MaximumNumberOfIterations);
        }

        if (_options.L2Regularization is null)
        {
            long expected = Math.Max(2, _options.MaximumNumberOfIterations.Value / 2);
            _options.L2Regularization = Math.Max(1e-6f, 20f / (expected * count));
            channel.Info(MessageSensitivity.None, "Auto-tuning parameters: L2 = {0}.", _options.L2Regularization);
        }

        if (_options.L1Regularization is null)
        {
            _options.L1Regularization = features switch { < 100 => 0, < 1000 => 0.25f, < 10000 => 0.5f, _ => 1 };
            channel.Info(MessageSensitivity.None, "Auto-tuning parameters: L1Threshold (L1/L2) = {0}.", _options.L1Regularization);
        }
    }
}
