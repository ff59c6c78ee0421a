using GanAugment.Sampling;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests;

public sealed class BigGanAugmentationCatalogTests
{
    private readonly MLContext context = new(1);

    private IDataView Train => Example.View(context, 6, 3, 1);

    private BigGanAugmentationOptions Good => Given.Options();

    [Fact]
    public void The_short_form_opens_a_file_and_augments()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("ganaugment").FullName, "tiny.onnx");
        File.WriteAllBytes(path, TinyOnnx.Write(TinyOnnx.Manifest));
        var trainer = new CountingTrainer();
        context.Transforms.AugmentWithBigGan("Pixels", path, strategy: SamplingStrategy.UpTo(8)).Append(trainer).Fit(Train);
        Assert.Equal([24], trainer.RowsPerFit);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void The_data_operation_augments_here_and_now_and_again()
    {
        IDataView train = Train;
        IDataView augmented = context.Data.AugmentWithBigGan(train, Good);
        Assert.Same(train.Schema, augmented.Schema);
        Assert.Equal(18, Values.Rows(augmented));
        Assert.Equal(18, Values.Rows(augmented));
        Assert.Equal(18, augmented.GetRowCount());
        CursorInvariants.Hold(augmented);
    }

    [Fact]
    public void Each_call_is_a_new_augmentation_with_the_same_images()
    {
        IDataView train = Train;
        Assert.Equal(Values.Of(context.Data.AugmentWithBigGan(train, Good), "Pixels"), Values.Of(context.Data.AugmentWithBigGan(train, Good), "Pixels"));
    }

    [Fact]
    public void Without_a_generator_or_with_two_the_options_are_refused()
    {
        Assert.Contains("No generator", Refused(Good with { Generator = null }).Message);
        Assert.Contains("More than one", Refused(Good with { ModelFile = "x.onnx" }).Message);
    }

    [Fact]
    public void Values_that_cannot_work_are_refused()
    {
        Assert.Contains("batch size", Refused(Good with { BatchSize = 0 }).Message);
        Assert.Contains("memory limit", Refused(Good with { MemoryLimit = -1 }).Message);
        Assert.Contains("scale", Refused(Good with { ScaleImage = 0 }).Message);
        Assert.Contains("scale", Refused(Good with { OffsetImage = float.NaN }).Message);
        Assert.Contains("both", Refused(Good with { LabelColumnName = "Pixels" }).Message);
    }

    [Fact]
    public void A_missing_file_is_reported_where_it_is_named()
    {
        var e = Assert.Throws<GeneratorException>(() => context.Transforms.AugmentWithBigGan("Pixels", "/no/such/file.onnx"));
        Assert.Contains("/no/such/file.onnx", e.Message);
    }

    [Fact]
    public void A_missing_column_is_reported_in_the_words_of_MLNET()
    {
        var e = FitRefused(Good with { ImageColumnName = "Nope" });
        Assert.Equal("inputSchema", e.ParamName);
        Assert.Contains("Could not find image column 'Nope'", e.Message);
        e = FitRefused(Good with { LabelColumnName = "Nope" });
        Assert.Contains("Could not find label column 'Nope'", e.Message);
    }

    [Fact]
    public void A_column_of_another_type_is_reported_with_expected_and_actual_type()
    {
        var e = FitRefused(Good with { ImageColumnName = "Name" });
        Assert.Equal("inputSchema", e.ParamName);
        Assert.Contains("Schema mismatch for image column 'Name': expected Vector<Single>, Vector<Byte>, VarVector<Single>, VarVector<Byte>, Image or, with a SpoolFolder, String, got String", e.Message);
        e = FitRefused(Good with { LabelColumnName = "Pixels", ImageColumnName = "Other" });
        Assert.Contains("Could not find image column 'Other'", e.Message);
    }

    [Fact]
    public void The_shape_check_runs_before_any_data_is_read_and_promises_the_schema_unchanged()
    {
        SchemaShape shape = context.Transforms.CopyColumns("Copy", "Pixels").GetOutputSchema(ShapeSpy.ShapeOf(Train));
        BigGanAugmentationEstimator estimator = context.Transforms.AugmentWithBigGan(Good with { ImageColumnName = "Copy" });
        Assert.Equal(shape.Select(column => column.Name), estimator.GetOutputSchema(shape).Select(column => column.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(ShapeSpy.ShapeOf(Train)));
    }

    [Fact]
    public void Data_without_labels_is_reported()
    {
        IDataView empty = context.Data.LoadFromEnumerable(new List<Example>());
        Assert.Contains("nothing to augment", Assert.Throws<DatasetException>(() => context.Data.AugmentWithBigGan(empty, Good)).Message);
        IDataView unlabelled = context.Data.LoadFromEnumerable(new List<Example> { new() { Pixels = new float[16], Label = "" } });
        Assert.Contains("label", Assert.Throws<DatasetException>(() => context.Data.AugmentWithBigGan(unlabelled, Good)).Message);
    }

    [Fact]
    public void Data_and_generator_without_a_common_class_are_reported_with_both_lists()
    {
        var e = Assert.Throws<OptionException>(() => context.Data.AugmentWithBigGan(Train, Given.Options(new PatternGenerator(["x", "y"]))));
        foreach (string name in new[] { "'a'", "'b'", "'c'", "'x'", "'y'" }) Assert.Contains(name, e.Message);
    }

    [Fact]
    public void A_class_that_the_generator_lacks_gets_no_rows_and_a_warning()
    {
        List<string> messages = Given.Messages(context);
        IDataView augmented = context.Data.AugmentWithBigGan(Train, Given.Options(new PatternGenerator(["c", "a"])));
        Assert.Equal(
            ["a 6", "b 3", "c 6"],
            Values.Of(augmented, "Label").CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));
        Assert.Contains(messages, message => message.StartsWith("Warning") && message.Contains("'b'"));
    }

    [Fact]
    public void Asking_for_a_class_that_the_generator_lacks_is_an_error()
    {
        var strategy = SamplingStrategy.Custom(new Dictionary<string, int> { ["b"] = 2 });
        var e = Assert.Throws<OptionException>(() => context.Data.AugmentWithBigGan(Train, Given.Options(new PatternGenerator(["c", "a"]), strategy)));
        Assert.Contains("asks for 'b'", e.Message);
    }

    [Fact]
    public void Asking_for_a_class_that_neither_the_data_nor_the_generator_has_is_an_error()
    {
        var strategy = SamplingStrategy.Custom(new Dictionary<string, int> { ["e"] = 2 });
        BigGanAugmentationOptions options = Given.Options(new PatternGenerator(["a", "b", "c", "d"]), strategy);
        Assert.Contains("'e'", Assert.Throws<OptionException>(() => context.Data.AugmentWithBigGan(Train, options)).Message);
    }

    [Fact]
    public void Classes_are_mapped_by_name_where_they_are_spelt_differently()
    {
        var names = new Dictionary<string, string> { ["a"] = "A", ["b"] = "B", ["c"] = "C" };
        BigGanAugmentationOptions options = Given.Options(new PatternGenerator(["C", "B", "A"])) with { ClassNames = names };
        Assert.Equal(18, Values.Rows(context.Data.AugmentWithBigGan(Train, options)));
        names["c"] = "Z";
        Assert.Contains("'Z'", Assert.Throws<OptionException>(() => context.Data.AugmentWithBigGan(Train, options)).Message);
    }

    [Fact]
    public void Every_strategy_adds_what_it_says()
    {
        Assert.Equal([0, 3, 5], Added(SamplingStrategy.Balance()));
        Assert.Equal([0, 1, 3], Added(SamplingStrategy.UpTo(4)));
        Assert.Equal([2, 2, 2], Added(SamplingStrategy.Add(2)));
        Assert.Equal([0, 7, 0], Added(SamplingStrategy.Custom(new Dictionary<string, int> { ["b"] = 7 })));
        Assert.Equal([0, 0, 0], Added(SamplingStrategy.UpTo(0)));
    }

    [Fact]
    public void A_cap_limits_what_the_strategy_asks_for()
    {
        List<string> messages = Given.Messages(context);
        IDataView train = Train;
        BigGanAugmentationOptions options = Given.Options() with { MaximumSyntheticShare = 0.4 };
        // 6, 3 and 1 real rows: at most 2/3 as many synthetic ones each.
        Assert.Equal(10 + 0 + 2 + 0, Values.Rows(context.Data.AugmentWithBigGan(train, options)));
        Assert.DoesNotContain(messages, message => message.Contains("More than half"));
        Assert.Throws<OptionException>(() => context.Data.AugmentWithBigGan(train, options with { MaximumSyntheticShare = 2 }));
    }

    [Fact]
    public void Large_shares_and_little_evidence_are_warned_of()
    {
        List<string> messages = Given.Messages(context);
        context.Data.AugmentWithBigGan(Train, Given.Options());
        Assert.Contains(messages, message => message.StartsWith("Warning") && message.Contains("More than half") && message.Contains("'c' (83 %)"));
        Assert.Contains(messages, message => message.StartsWith("Warning") && message.Contains("Fewer than 50 real images") && message.Contains("'b' (3)"));
    }

    [Fact]
    public void The_plan_is_logged()
    {
        List<string> messages = Given.Messages(context);
        context.Data.AugmentWithBigGan(Train, Good);
        Assert.Contains(messages, message => message.StartsWith("Info") && message.Contains("balance") && message.Contains("synthetic"));
    }

    private int[] Added(SamplingStrategy strategy)
    {
        IDataView train = Train;
        IDataView augmented = context.Data.AugmentWithBigGan(train, Given.Options(strategy: strategy));
        Dictionary<string, int> counts = Values.Of(augmented, "Label").CountBy(label => label).ToDictionary();
        return [counts["a"] - 6, counts["b"] - 3, counts["c"] - 1];
    }

    private ArgumentOutOfRangeException FitRefused(BigGanAugmentationOptions options) => Assert.Throws<ArgumentOutOfRangeException>(
        () => context.Transforms.AugmentWithBigGan(options).Append(new CountingTrainer()).Fit(Train));

    private OptionException Refused(BigGanAugmentationOptions options) => Assert.Throws<OptionException>(() => context.Transforms.AugmentWithBigGan(options));
}
