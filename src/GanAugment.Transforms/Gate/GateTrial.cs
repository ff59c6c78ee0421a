using GanAugment.Data;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Comparison;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Gate;

/// <summary>Trains the gate's classifier with and without synthetic rows and decides.</summary>
internal sealed class GateTrial
{
    private readonly BigGanAugmentationOptions options;
    private readonly AugmentationGate gate;
    private readonly GeneratorSource generator;
    private readonly IDataView train;
    private readonly IDataView validation;
    private readonly LabelledRows trainRows;
    private readonly ClassMap classes;
    private readonly int[] labels; // of every validation row; −1 where it counts for nothing
    private readonly int[] counted; // the validation rows that count

    private GateTrial(IDataView data, GeneratorSource? opened, BigGanAugmentationOptions options, AugmentationGate gate, CatalogEnvironment environment)
    {
        this.options = options;
        this.gate = gate;
        if (gate.Validation is { } given)
        {
            CheckSchema(data.Schema, given.Schema, options);
            (train, validation) = (data, given);
        }
        else
        {
            LabelledRows all = Rows(data);
            train = new CountedRows(data, all.HoldOut(gate.ValidationShare, options.Seed, 0), 1);
            validation = new CountedRows(data, all.HoldOut(gate.ValidationShare, options.Seed, 1), 0);
        }

        trainRows = Rows(train);
        classes = new ClassMap(trainRows.Classes.OfType<string>().Distinct());
        labels = [.. Rows(validation).Classes.Select(name => name is null ? -1 : classes.IndexOf(name))];
        counted = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] >= 0)];
        if (counted.Length == 0)
            throw new DatasetException("The gate has no validation row of any class of the training data.",
                $"There are {labels.Length} validation rows.", "Give validation data with the same labels, or two rows of some class to hold one out.");
        // One that was trained on all rows has seen those that are held out here.
        generator = GeneratorSource.For(train, opened, options, environment);

        LabelledRows Rows(IDataView view) => new(view, LabelColumn.Of(view.Schema, options.LabelColumnName, environment, options.ClassNames is not null), options.CancellationToken);
    }

    /// <summary>Decides. A generator is trained on all rows only where the gate opens.</summary>
    /// <param name="data">The training data.</param>
    /// <param name="opened">The generator of the options; null where it is to be trained.</param>
    /// <param name="options">The options, with a gate.</param>
    /// <param name="environment">Where messages go.</param>
    /// <param name="decision">What was decided.</param>
    /// <returns>The generator to go on with; that of the trial where the gate stays shut.</returns>
    public static GeneratorSource Decide(
        IDataView data, GeneratorSource? opened, BigGanAugmentationOptions options, CatalogEnvironment environment, out GateDecision decision)
    {
        var trial = new GateTrial(data, opened, options, options.Gate!, environment);
        bool sawAll = opened is not null || options.Gate!.Validation is not null;
        try
        {
            decision = trial.Run();
        }
        catch
        {
            trial.generator.Dispose();
            throw;
        }

        environment.Info(decision.ToString());
        if (decision.Chosen is null || sawAll) return trial.generator;
        trial.generator.Dispose();
        return GeneratorSource.For(data, null, options, environment);
    }

    private GateDecision Run()
    {
        List<(string Name, GateCandidate? Candidate)> arms = [(GateDecision.None, null)];
        if (gate.AgainstOversampling) arms.Add((GateDecision.Oversampling, null));
        arms.AddRange(gate.Candidates.Select(c => (c.Name, (GateCandidate?)c)));
        var right = new List<bool[]>[arms.Count]; // [arm][seed][image]
        var added = new long[arms.Count];
        for (int a = 0; a < arms.Count; a++) right[a] = [.. gate.Seeds.Select(seed => Train(arms[a].Name, arms[a].Candidate, seed, out added[a]))];

        int[] truth = [.. counted.Select(i => labels[i])];
        double[][] recalls = [.. right.Select(r => r.Select(one => 100 * BalancedAccuracy.Of(one, truth, classes.Count)).ToArray())];
        int baseline = gate.AgainstOversampling && recalls[1].Average() > recalls[0].Average() ? 1 : 0;
        GateArm[] results = [.. arms.Select((arm, a) => new GateArm
        {
            Name = arm.Name,
            Candidate = arm.Candidate,
            Added = added[a],
            MacroRecalls = recalls[a],
            MacroRecall = Spread.Of(recalls[a]),
            AgainstBaseline = a == baseline ? null : PairedDifference.Between(arms[baseline].Name, right[a], right[baseline], truth, classes.Count),
        })];
        return new GateDecision
        {
            Chosen = results.Where(arm => arm.Candidate is not null && Passes(arm.AgainstBaseline!)).MaxBy(arm => arm.AgainstBaseline!.Mean)?.Candidate,
            Baseline = arms[baseline].Name,
            Arms = results,
            ValidationImages = counted.Length,
            Seeds = gate.Seeds,
            MinimumGain = gate.MinimumGain,
        };
    }

    private bool Passes(PairedDifference difference) => difference.Mean - difference.HalfWidth!.Value > gate.MinimumGain;

    private bool[] Train(string arm, GateCandidate? candidate, long seed, out long added)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        var ml = new MLContext(unchecked((int)seed));
        added = 0;
        IDataView view = train;
        Augmentation? augmentation = null;
        if (candidate is not null)
        {
            BigGanAugmentationOptions tried = candidate.Apply(options) with { Seed = unchecked(options.Seed + seed) };
            augmentation = Augmentation.Plan(train, tried, generator, CatalogEnvironment.None);
            added = augmentation.AddedRows;
            view = augmentation.AddTo(train);
        }
        else if (arm == GateDecision.Oversampling)
        {
            view = new CountedRows(train, trainRows.Oversampled(unchecked(options.Seed + seed), out added), 1);
        }

        try
        {
            long rows = trainRows.Count + added;
            return Right(gate.Pipeline(ml, new TrainingBudget(rows, rows, null, seed)).Fit(view));
        }
        finally
        {
            augmentation?.Images.Dispose();
        }
    }

    private bool[] Right(ITransformer model)
    {
        const string Predicted = "PredictedLabel";
        IDataView scored = model.Transform(validation);
        LabelColumn predicted = LabelColumn.Of(scored.Schema, Predicted, CatalogEnvironment.None);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema[Predicted]]);
        Func<string?> read = predicted.Open(cursor);
        var names = new List<string?>();
        while (cursor.MoveNext()) names.Add(read());
        if (names.Count != labels.Length)
            throw new OptionException($"The gate's pipeline scores {names.Count} of {labels.Length} validation rows.", "It was given as the gate's Pipeline.",
                "Give a chain that scores every row.");
        return [.. counted.Select(i => names[i] == classes[labels[i]])];
    }

    private static void CheckSchema(DataViewSchema train, DataViewSchema validation, BigGanAugmentationOptions options)
    {
        foreach (string name in new[] { options.ImageColumnName, options.LabelColumnName })
            if (validation.GetColumnOrNull(name) is not { } column || (name == options.ImageColumnName && !column.Type.Equals(train[name].Type)))
                throw new OptionException(
                    $"The gate's validation data lacks the column '{name}' as the training data has it, {train[name].Type}.",
                    $"It has '{string.Join("', '", validation.Select(c => $"{c.Name} {c.Type}"))}'.",
                    "Give rows in the form in which they reach the augmentation: transform them by the steps before it.");
    }
}
