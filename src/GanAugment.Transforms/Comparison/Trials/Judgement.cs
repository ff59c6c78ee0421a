using GanAugment.Data;
using GanAugment.Evaluation;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>Looks at the evaluation images of the chosen settings, and at nothing else, and says what came out.</summary>
internal sealed class Judgement(Contest contest, TrialLog log)
{
    private ClassMap Classes => contest.Data.Train.Classes;

    private IReadOnlyList<long> Seeds => contest.Options.Seeds;

    /// <summary>The result.</summary>
    /// <param name="arms">All arms, their settings chosen.</param>
    /// <param name="best">The baseline that is best on validation.</param>
    /// <param name="candidate">The arm that is best on validation among those that use the generator.</param>
    public ComparisonResult Of(IReadOnlyList<ResolvedArm> arms, ResolvedArm best, ResolvedArm? candidate)
    {
        ComparisonOptions options = contest.Options;
        Repetition first = contest.Repeat(Seeds[0]);
        int[] perClass = first.Train.Source.CountPerClass();
        SettingResult[] settings =
        [
            .. arms.SelectMany(arm => arm.Settings.Select(setting => new SettingResult(
                arm.Name, setting.ToString(), Spread.Of([.. Records(setting).Select(r => r.Validation)]), setting == arm.Chosen))),
        ];
        Gallery? gallery = options.Pictures ? Gallery.Of(first, contest, arms, Validation) : null;
        return new ComparisonResult
        {
            Training = contest.Data.Training,
            Selection = Selection(first),
            Validation = contest.Data.Validation is { } given ? $"{given.Labels.Count} images of {given.Origin}"
                : FormattableString.Invariant($"{first.Validation.Labels.Count} images, {100 * options.ValidationShare:0.#} % of every class, ")
                    + "other ones for each seed",
            Target = first.Target,
            Classifier = options.Classifier,
            Features = options.Features?.Name,
            Generator = first.Generator.Manifest,
            GeneratorTraining = options.Generator is null ? options.GeneratorTraining ?? "one for each seed, on its training images" : null,
            Seeds = Seeds,
            Classes = [.. Classes],
            BestBaseline = best.Name,
            Candidate = candidate?.Name,
            Plan = first.Plan((candidate ?? best).Chosen!),
            Evaluations = [.. contest.Data.Evaluations.Select((e, i) => Evaluate(e.Set.Name, e.Provenance, i, arms, best, candidate, perClass))],
            Settings = settings,
            Sweep = gallery?.Sweep ?? [],
            Pictures = gallery?.Pictures,
            Warnings = contest.Data.Warnings,
            Caveat = Caveat(),
        };
    }

    private EvaluationResult Evaluate(
        string name, DataProvenance provenance, int index, IReadOnlyList<ResolvedArm> arms, ResolvedArm best, ResolvedArm? candidate, int[] perClass)
    {
        IReadOnlyList<int> labels = contest.Evaluations[index].Images.Labels;
        // The rival is chosen with hindsight, which favours it; the use of the generator is not. Else a poor choice on few validation images would be a gain.
        ResolvedArm rival = arms.Where(arm => arm.Arm.IsBaseline).MaxBy(arm => Reached(arm, name, labels)) ?? best;
        int[][] theirs = Predicted(rival, name);
        ResolvedArm? none = arms.FirstOrDefault(arm => arm.Chosen!.ToString() == new ArmSetting(Treatment.None).ToString());
        ArmResult[] results =
        [
            .. arms.Select(arm =>
            {
                int[][] mine = Predicted(arm, name);
                return Summary(arm, name, labels) with
                {
                    AgainstNone = none is null || none.Chosen == arm.Chosen ? null : Difference(none.Name, mine, Predicted(none, name), labels),
                    AgainstBestBaseline = rival.Chosen == arm.Chosen ? null : Difference(rival.Name, mine, theirs, labels),
                };
            }),
        ];
        ArmResult? judged = candidate is null ? null : results[Index(arms, candidate)];
        return new EvaluationResult
        {
            Name = name,
            Images = provenance,
            BestBaseline = rival.Name,
            Outcome = judged?.AgainstBestBaseline!.Verdict,
            Sentence = judged is null ? $"No arm uses a generator; the best baseline is {rival.Name}." : Sentence(judged, results[Index(arms, rival)], name),
            Arms = results,
            Classes = candidate is null ? [] : ByClass(candidate, rival, name, labels, perClass),
            BaselineConfusion = Shares(theirs, labels),
            Confusion = candidate is null ? null : Shares(Predicted(candidate, name), labels),
        };
    }

    private double Reached(ResolvedArm arm, string set, IReadOnlyList<int> labels) =>
        Predicted(arm, set).Average(predicted => ConfusionMatrix.Of(labels, predicted, Classes).MacroRecall);

    private ArmResult Summary(ResolvedArm arm, string set, IReadOnlyList<int> labels)
    {
        TrialRecord[] records = [.. Records(arm.Chosen!)];
        ConfusionMatrix[] matrices = [.. Predicted(arm, set).Select(predicted => ConfusionMatrix.Of(labels, predicted, Classes))];
        double[] accuracies = [.. matrices.Select(m => 100 * m.MacroRecall)];
        return new ArmResult
        {
            Name = arm.Name,
            Description = arm.Arm.Description,
            Setting = arm.Chosen!.ToString(),
            IsBaseline = arm.Arm.IsBaseline,
            Real = (long)Math.Round(records.Average(r => r.Real)),
            Made = (long)Math.Round(records.Average(r => r.Made)),
            Synthetic = (long)Math.Round(records.Average(r => r.Synthetic)),
            BalancedAccuracies = accuracies,
            BalancedAccuracy = Spread.Of(accuracies),
            MacroF1 = Spread.Of([.. matrices.Select(m => 100 * m.MacroF1)]),
            LogLoss = Figures(records, set, e => e.LogLoss),
            Calibration = Figures(records, set, e => 100 * e.Calibration),
            Validation = Spread.Of([.. records.Select(r => r.Validation)]),
            Recalls = [.. Enumerable.Range(0, Classes.Count).Select(c => matrices[0].Recall(c) is null ? null
                : Spread.Of([.. matrices.Select(m => 100 * m.Recall(c)!.Value)]))],
            Seconds = records.Sum(r => r.Seconds),
        };
    }

    private ClassDifference[] ByClass(ResolvedArm candidate, ResolvedArm best, string set, IReadOnlyList<int> labels, int[] perClass)
    {
        int[][] mine = Predicted(candidate, set), theirs = Predicted(best, set);
        return
        [
            .. Enumerable.Range(0, Classes.Count).Select(c =>
            {
                int[] own = [.. Enumerable.Range(0, labels.Count).Where(i => labels[i] == c)], alike = new int[own.Length];
                bool[][] Right(int[][] predicted) => [.. predicted.Select(p => own.Select(i => p[i] == c).ToArray())];
                return new ClassDifference(Classes[c], perClass[c], own.Length,
                    own.Length == 0 ? null : PairedDifference.Between(best.Name, Right(mine), Right(theirs), alike, 1));
            }),
        ];
    }

    private static PairedDifference Difference(string against, int[][] mine, int[][] theirs, IReadOnlyList<int> labels) => PairedDifference.Between(
        against, [.. mine.Select(p => BalancedAccuracy.Right(p, labels))], [.. theirs.Select(p => BalancedAccuracy.Right(p, labels))],
        labels, labels.Max() + 1);

    private IReadOnlyList<double>?[] Shares(int[][] predicted, IReadOnlyList<int> labels)
    {
        var all = new ConfusionMatrix(Classes);
        foreach (int[] one in predicted)
            for (int i = 0; i < one.Length; i++) all.Add(labels[i], one[i]);
        return [.. Enumerable.Range(0, Classes.Count).Select(c => all.Actual(c) == 0 ? null
            : Enumerable.Range(0, Classes.Count).Select(p => all.Share(c, p)!.Value).ToArray())];
    }

    private int[][] Predicted(ResolvedArm arm, string set) => [.. Records(arm.Chosen!).Select(record => record.Evaluations[set].Classes())];

    private IEnumerable<TrialRecord> Records(ArmSetting setting) => Seeds.Select(seed => log.Find(seed, setting)!);

    private double Validation(ArmSetting setting) => Records(setting).Average(record => record.Validation);

    private static Spread? Figures(TrialRecord[] records, string set, Func<TrialRecord.Evaluated, double?> figure)
    {
        double?[] values = [.. records.Select(record => figure(record.Evaluations[set]))];
        return values.Any(v => v is null) ? null : Spread.Of([.. values.Select(v => v!.Value)]);
    }

    private static int Index(IReadOnlyList<ResolvedArm> arms, ResolvedArm wanted) => 
        Enumerable.Range(0, arms.Count).First(i => ReferenceEquals(arms[i], wanted));

    private string Sentence(ArmResult judged, ArmResult best, string set)
    {
        PairedDifference difference = judged.AgainstBestBaseline!;
        string verdict = difference switch
        {
            { Verdict: Verdict.Gain } => Seeds.Count < ComparisonOptions.EnoughSeeds ? $"Gain, but on {Seeds.Count} repetitions only: repeat before use."
                : "Gain: use it.",
            { Verdict: Verdict.Harm } => "Harm: do not use it.",
            { HalfWidth: null } => "No conclusion from one seed.",
            _ => "No gain: do not use it.",
        };
        return verdict + FormattableString.Invariant($" On '{set}', {judged.Name} reaches {judged.BalancedAccuracy.Mean:0.0} % balanced accuracy, ")
            + FormattableString.Invariant($"the best baseline, {best.Name}, {best.BalancedAccuracy.Mean:0.0} %: {difference} points.");
    }

    private string Selection(Repetition first) => contest.Options.Subset is { } subset
        ? $"{first.Train.Labels.Count} images, another draw for each seed: {subset}"
        : contest.Data.Validation is null ? $"{first.Train.Labels.Count} images: all but those held out for validation, another draw for each seed"
        : $"all {first.Train.Labels.Count} images in every repetition";

    private string Caveat()
    {
        ComparisonOptions options = contest.Options;
        bool drawn = options.Subset is not null || options.Validation is null;
        string covered = (drawn ? "the choice of training images, " : "") + (options.Generator is null ? "the generator, " : "")
            + "the draw of rows, the classifier's start";
        string not = (drawn, options.Generator is null) switch
        {
            (true, true) => "",
            (true, false) => " They do not cover another generator.",
            (false, true) => " They do not cover another choice of training images.",
            _ => " They do not cover another generator or another choice of training images.",
        };
        return $"Intervals are 95 % and cover {covered} ({Seeds.Count} seed{(Seeds.Count == 1 ? "" : "s")}) and the sample of evaluation images.{not} "
            + "Settings of all arms were chosen on validation images alone; the best baseline is the one that is best on these very images, which favours it.";
    }
}
