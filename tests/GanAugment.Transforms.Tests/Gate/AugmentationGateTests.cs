using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Comparison;
using GanAugment.Transforms.Gate;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests.Gate;

/// <summary>Synthetic rows are added only where they help to recognise real validation images.</summary>
public sealed class AugmentationGateTests
{
    private readonly MLContext context = new(1);

    // The only real row of c looks like a: what c looks like can be learnt from synthetic rows alone.
    private IDataView Train => field ??= context.Data.LoadFromEnumerable<Example>(
    [
        .. Example.List(20, 20, 0), new Example { Label = "c", Pixels = [.. Enumerable.Repeat(64f, 16)], Name = "odd" },
    ]);

    private IDataView Validation => field ??= Example.View(context, 20, 20, 20);

    private AugmentationGate Gate => new() { Pipeline = Pipeline, Validation = Validation };

    [Fact]
    public void It_opens_where_synthetic_rows_help_beyond_chance()
    {
        List<string> messages = Given.Messages(context);
        BigGanAugmentationTransformer transformer = Fit(Gate, new PatternGenerator(Example.Classes));
        GateDecision decision = transformer.Gate!;
        Assert.True(decision.Chosen is not null, decision.ToString());
        Assert.Equal(["none", "oversampling", "as asked", "a quarter synthetic, the rest duplicates"], decision.Arms.Select(a => a.Name));
        Assert.Equal([0, 19, 19, 19], decision.Arms.Select(a => a.Added));
        PairedDifference gain = decision.Arms.Single(a => a.Name == decision.Chosen.Name).AgainstBaseline!;
        Assert.True(gain.Mean > 20 && gain.Mean - gain.HalfWidth > 0, gain.ToString());
        Assert.All(decision.Arms, arm => Assert.Equal(3, arm.MacroRecalls.Count));
        Assert.Equal(60, decision.ValidationImages);
        long added = transformer.Plan.SyntheticTotal + transformer.Plan.DuplicateTotal;
        Assert.Equal(decision.Arms.Single(a => a.Name == decision.Chosen.Name).Added, added);
        Assert.Equal(41 + added, Values.Rows(transformer.Transform(Train)));
        Assert.Contains(messages, m => m.StartsWith("Info") && m.Contains("The gate chose '" + decision.Chosen.Name) && m.Contains("against baseline"));
    }

    [Fact]
    public void It_stays_shut_where_they_harm()
    {
        // The generator's c looks like a.
        BigGanAugmentationTransformer transformer = Fit(Gate, new Swapped());
        Assert.Null(transformer.Gate!.Chosen);
        Assert.Equal(0, transformer.Plan.SyntheticTotal);
        Assert.Equal(41, Values.Rows(transformer.Transform(Train)));
        Assert.StartsWith("The gate adds no synthetic row", transformer.Gate.Verdict);
    }

    [Fact]
    public void Shut_it_leaves_the_better_baseline_to_who_asked_for_duplicates()
    {
        // A class of four among twenty: duplicates help, and the generator's images of it do not.
        IDataView train = Example.View(context, 20, 20, 1);
        BigGanAugmentationTransformer transformer = Fit(Gate, new Swapped(), train, SamplingStrategy.Mix());
        GateDecision decision = transformer.Gate!;
        Assert.Null(decision.Chosen);
        Assert.Equal(0, transformer.Plan.SyntheticTotal);
        Assert.Equal(decision.Baseline == GateDecision.Oversampling ? 19 : 0, transformer.Plan.DuplicateTotal);
        Assert.Equal(41 + transformer.Plan.DuplicateTotal, Values.Rows(transformer.Transform(train)));
        // Who did not ask for duplicates gets none.
        Assert.Equal(0, Fit(Gate, new Swapped(), train).Plan.DuplicateTotal);
    }

    [Fact]
    public void A_minimum_gain_must_be_exceeded()
    {
        GateDecision decision = Fit(Gate with { MinimumGain = 90 }, new PatternGenerator(Example.Classes)).Gate!;
        Assert.Null(decision.Chosen);
        Assert.Contains("above 90 is needed", decision.Verdict);
    }

    [Fact]
    public void Candidates_change_what_is_added()
    {
        GateCandidate few = new("two of c") { Strategy = SamplingStrategy.Custom(new Dictionary<string, int> { ["c"] = 2 }), Truncation = Truncation.Threshold(1) };
        BigGanAugmentationTransformer transformer = Fit(Gate with { Candidates = [few] }, new PatternGenerator(Example.Classes));
        Assert.Equal(few, transformer.Gate!.Chosen);
        Assert.Equal([0, 0, 2], transformer.Plan.Select(q => q.Synthetic));
    }

    [Fact]
    public void Without_validation_data_a_part_of_every_class_is_held_out()
    {
        IDataView train = Example.View(context, 24, 16, 8);
        BigGanAugmentationTransformer transformer = Fit(Gate with { Validation = null }, new PatternGenerator(Example.Classes), train);
        GateDecision decision = transformer.Gate!;
        Assert.Equal(6 + 4 + 2, decision.ValidationImages);
        // These classes are told apart without help.
        Assert.Null(decision.Chosen);
        Assert.Equal(48, Values.Rows(transformer.Transform(train)));
        Assert.Equal(decision.ToString(), Fit(Gate with { Validation = null }, new PatternGenerator(Example.Classes), train).Gate!.ToString());
    }

    [Fact]
    public void Every_door_has_it()
    {
        BigGanAugmentationOptions options = Given.Options(new PatternGenerator(Example.Classes)) with { Gate = Gate with { MinimumGain = 90 } };
        Assert.Equal(41, Values.Rows(context.Data.AugmentWithBigGan(Train, options)));
    }

    [Fact]
    public void Gates_that_cannot_decide_are_refused()
    {
        void Refused(AugmentationGate gate, string why) =>
            Assert.Contains(why, Assert.Throws<OptionException>(() => Fit(gate, new PatternGenerator(Example.Classes))).What);

        Refused(Gate with { Seeds = [0, 1] }, "no 3 repetitions");
        Refused(Gate with { Seeds = [0, 1, 1] }, "no 3 repetitions");
        Refused(Gate with { Candidates = [] }, "cannot be told apart");
        Refused(Gate with { Candidates = [new("none")] }, "cannot be told apart");
        Refused(Gate with { ValidationShare = 1 }, "leaves nothing");
        IDataView other = context.Transforms.DropColumns("Pixels").Fit(Train).Transform(Train);
        Refused(Gate with { Validation = other }, "lacks the column 'Pixels'");
        IDataView strangers = context.Data.LoadFromEnumerable([new Example { Label = "z", Pixels = new float[16] }]);
        Assert.Throws<DatasetException>(() => Fit(Gate with { Validation = strangers }, new PatternGenerator(Example.Classes)));
    }

    private static IEstimator<ITransformer> Pipeline(MLContext ml, TrainingBudget budget) => ml.Transforms.Conversion.MapValueToKey("Key", "Label")
        .Append(ml.Transforms.NormalizeMinMax("Features", "Pixels"))
        .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            "Key", "Features", l1Regularization: 0, l2Regularization: (float)budget.L2OnSummedLoss(1e-3)));

    private BigGanAugmentationTransformer Fit(AugmentationGate gate, IConditionalGenerator generator, IDataView? train = null, SamplingStrategy? strategy = null) =>
        (BigGanAugmentationTransformer)context.Transforms.AugmentWithBigGan(
            Given.Options() with { Generator = generator, Gate = gate, Strategy = strategy ?? SamplingStrategy.Balance() }).Fit(train ?? Train);

    private sealed class Swapped : IConditionalGenerator
    {
        private readonly PatternGenerator pattern = new(Example.Classes);

        public GeneratorManifest Manifest => pattern.Manifest;

        public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
        {
            float[] other = y.ToArray();
            for (int n = 0; n < count; n++) (other[n * 3], other[n * 3 + 2]) = (other[n * 3 + 2], other[n * 3]);
            pattern.Generate(count, z, other, images);
        }

        public void Dispose()
        {
        }
    }
}
