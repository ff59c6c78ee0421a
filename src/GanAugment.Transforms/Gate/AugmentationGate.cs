using GanAugment.Transforms.Comparison;
using Microsoft.ML;

namespace GanAugment.Transforms.Gate;

/// <summary>A trial before the augmentation: synthetic rows are added only where a classifier trained with them recognises real validation images better
/// than one trained without, and by more than chance explains.</summary>
public sealed record AugmentationGate
{
    /// <summary>The fewest repetitions from which a spread can be judged.</summary>
    public const int FewestSeeds = 3;

    /// <summary>
    /// Makes the classifier of one repetition: a chain that begins where the augmentation stands and whose output has a column <c>PredictedLabel</c>, a key
    /// with class names or a text. It must take regularisation and steps from the budget, else the trial measures those.
    /// </summary>
    public required Func<MLContext, TrainingBudget, IEstimator<ITransformer>> Pipeline { get; init; }

    /// <summary>What is tried.</summary>
    /// <value>What the options ask for, and a quarter of every class's deficit.</value>
    public IReadOnlyList<GateCandidate> Candidates { get; init; } = [GateCandidate.AsAsked, GateCandidate.Quarter];

    /// <summary>Real rows in the form in which they reach the augmentation, which neither the training data nor the generator's has. Best, because the gate
    /// sees then what the generator cannot have memorised.</summary>
    /// <value>Null: a part of the training data is held out in the trial.</value>
    public IDataView? Validation { get; init; }

    /// <summary>The share of every class that is held out where no validation data is given, between 0 and 1.</summary>
    /// <value>0.25.</value>
    public double ValidationShare { get; init; } = 0.25;

    /// <summary>One repetition per seed: other latents, duplicates and another start of the classifier; at least three.</summary>
    /// <value>0, 1, 2.</value>
    public IReadOnlyList<long> Seeds { get; init; } = [0, 1, 2];

    /// <summary>Whether candidates must beat random oversampling too, not only the data as they are.</summary>
    /// <value>True: whoever only beats doing nothing has gained by counts, not by images.</value>
    public bool AgainstOversampling { get; init; } = true;

    /// <summary>What the lower end of the 95 % interval of the gain must exceed, in points of macro recall (0 … 100).</summary>
    /// <value>0.</value>
    public double MinimumGain { get; init; }

    internal void Check()
    {
        if (Pipeline is null) throw Wrong("It has no pipeline to train.", "Set Pipeline.");
        string[] names = [GateDecision.None, GateDecision.Oversampling, .. Candidates.Select(c => c.Name)];
        if (Candidates.Count == 0 || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw Wrong($"Its candidates '{string.Join("', '", Candidates.Select(c => c.Name))}' cannot be told apart from each other and from the baselines.",
                "Give at least one candidate, and every name once.");
        if (Seeds.Distinct().Count() < FewestSeeds || Seeds.Distinct().Count() != Seeds.Count)
            throw Wrong($"Its seeds '{string.Join(", ", Seeds)}' are no {FewestSeeds} repetitions.", $"Give {FewestSeeds} seeds or more, every seed once.");
        if (!(ValidationShare is > 0 and < 1))
            throw Wrong(FormattableString.Invariant($"A validation share of {ValidationShare} leaves nothing to compare."), "Give a share between 0 and 1.");
        if (!double.IsFinite(MinimumGain)) throw Wrong("Its minimum gain is no number.", "Give points of macro recall, for example 0.5.");
    }

    private static OptionException Wrong(string what, string remedy) => new(what, "It is the gate in the options of AugmentWithBigGan.", remedy);
}
