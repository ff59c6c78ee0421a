using Microsoft.ML.Data;
using Microsoft.ML.Numeric;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

// Minimises (Σ weight · log loss + ½ · L2 · ‖W‖²) / Σ weight + (L1 / rows) · Σ |W|. Note the two divisors: with example weights the L1 term
// follows the number of rows, the L2 term their weight.
public sealed partial class LbfgsMaximumEntropyMulticlassTrainer
    : TrainerEstimatorBase<MulticlassPredictionTransformer<MaximumEntropyModelParameters>, MaximumEntropyModelParameters>
{
    private const float ImprovementMemory = 0.25f;

    private readonly Options _options;

    internal LbfgsMaximumEntropyMulticlassTrainer(IHostEnvironment env, Options options)
        : base(env.Register("LbfgsTrainerBase"), TrainerColumns.Features(options.FeatureColumnName), TrainerColumns.Key(options.LabelColumnName),
            TrainerColumns.Weight(options.ExampleWeightColumnName))
    {
        Contracts.CheckNonEmpty(options.LabelColumnName, "labelColumn");
        _options = options;
        options.Check();
    }

    public override TrainerInfo Info { get; } = new(caching: true);

    public MulticlassPredictionTransformer<MaximumEntropyModelParameters> Fit(IDataView trainData, MaximumEntropyModelParameters modelParameters)
        => Train(trainData, modelParameters);

    private protected override SchemaShape.Column[] GetOutputColumns(SchemaShape inputSchema)
        => TrainerColumns.MulticlassOutput(inputSchema, LabelColumn.Name);

    private protected override MulticlassPredictionTransformer<MaximumEntropyModelParameters> MakeTransformer(
        MaximumEntropyModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    private protected override MaximumEntropyModelParameters TrainModel(TrainingRows rows, MaximumEntropyModelParameters initial)
    {
        using var channel = Host.Start("Training");
        int classes = rows.ClassCount;
        int features = rows.FeatureCount;
        var (examples, labels, weights) = Load(rows, channel);
        int threads = _options.NumberOfThreads ?? Environment.ProcessorCount;
        var objective = new SoftmaxObjective(examples, labels, weights, classes, features, _options.L2Regularization, threads);
        var start = Start(classes, features, initial);
        QuasiNewton search = _options.L1Regularization > 0
            ? new OrthantQuasiNewton(
                objective.Evaluate, start, _options.HistorySize, classes, _options.L1Regularization / examples.Count, _options.EnforceNonNegativity)
            : new SmoothQuasiNewton(objective.Evaluate, start, _options.HistorySize, _options.EnforceNonNegativity);

        var parameters = Minimize(search, start.Length, channel);
        if (classes == 1)
            channel.Warning(MessageSensitivity.None, "Training resulted in a one class predictor");
        if (_options.L1Regularization > 0 && !_options.Quiet)
        {
            int selected = classes + parameters.Skip(classes).Count(weight => weight != 0);
            channel.Info(MessageSensitivity.None, "L1 regularization selected {0} of {1} weights.", selected, parameters.Length);
        }

        return new MaximumEntropyModelParameters(parameters, classes, features);
    }

    private float[] Minimize(QuasiNewton search, int size, IChannel training)
    {
        var stop = new MeanImprovement(_options.OptimizationTolerance, ImprovementMemory, _options.MaximumNumberOfIterations);
        try
        {
            using var channel = Host.Start("LBFGS Optimizer");
            using var progress = Host.StartProgressChannel("LBFGS Optimizer");
            channel.Info(MessageSensitivity.None, "Beginning optimization");
            channel.Info(MessageSensitivity.None, "num vars: {0}", size);
            channel.Info(MessageSensitivity.None, "improvement criterion: {0}", "Mean Improvement");
            return search.Minimize(stop, (step, value) => progress.Checkpoint(value, step == 0 ? null : stop.Current, step));
        }
        catch (PrematureConvergence e)
        {
            if (!_options.Quiet)
                training.Warning(MessageSensitivity.None, "Premature convergence occurred. The OptimizationTolerance may be set too small. {0}", e.Message);
            return e.Point;
        }
    }

    private float[] Start(int classes, int features, MaximumEntropyModelParameters initial)
    {
        if (initial is not null)
            return initial.Flat(classes, features);

        var start = new float[classes * (features + 1)];
        if (_options.InitialWeightsDiameter > 0)
        {
            for (int i = 0; i < start.Length; i++)
                start[i] = _options.InitialWeightsDiameter * (Host.Rand.NextSingle() - 0.5f);
        }

        if (_options.EnforceNonNegativity && _options.L1Regularization > 0)
        {
            for (int i = classes; i < start.Length; i++)
                start[i] = Math.Max(start[i], 0);
        }

        return start;
    }

    private static (List<FeatureRow> Rows, int[] Labels, float[] Weights) Load(TrainingRows rows, IChannel channel)
    {
        var examples = new List<FeatureRow>();
        var labels = new List<int>();
        var weights = new List<float>();
        using var cursor = rows.Open();
        while (cursor.MoveNext())
        {
            examples.Add(new FeatureRow(cursor.Features));
            labels.Add(cursor.Label);
            weights.Add(cursor.Weight);
        }

        if (examples.Count == 0)
            throw channel.Except("No valid training instances found, all instances have missing features.");
        if (cursor.Skipped > 0)
        {
            channel.Warning(
                MessageSensitivity.None, "Skipped {0} instances with missing features/label/weight during training", cursor.Skipped);
        }

        return (examples, [.. labels], [.. weights]);
    }
}
