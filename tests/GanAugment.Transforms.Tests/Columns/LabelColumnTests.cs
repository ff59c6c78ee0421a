using GanAugment.Sampling;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace GanAugment.Transforms.Tests.Columns;

/// <summary>Labels of every type are matched by name and given to synthetic rows.</summary>
public sealed class LabelColumnTests
{
    private readonly MLContext context = new(1);

    private IDataView Augmented(IDataView real, string[] classes) =>
        context.Data.AugmentWithBigGan(real, Given.Options(new PatternGenerator(classes), SamplingStrategy.Add(2)));

    [Fact]
    public void Text_is_its_own_name()
    {
        IDataView augmented = Augmented(Rows<string>("x", "y", "x"), ["y", "x"]);
        Assert.Equal(["x", "x", "x", "x", "y", "y", "y"], Values.Of(augmented, "Label").Order());
    }

    [Theory]
    [InlineData(KeyOrdinality.ByOccurrence)]
    [InlineData(KeyOrdinality.ByValue)]
    public void Keys_are_named_by_their_values_whatever_their_numbers(KeyOrdinality ordinality)
    {
        IDataView real = Rows<string>("y", "x", "y");
        IDataView keyed = context.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ordinality).Fit(real).Transform(real);
        IDataView augmented = Augmented(keyed, ["x", "y"]);
        IDataView named = context.Transforms.Conversion.MapKeyToValue("Back", "Label").Fit(augmented).Transform(augmented);
        // Class x of the generator is darker than y: the image tells which class was drawn.
        IEnumerable<float> levels = Values.Vectors<float>(named, "Pixels").Select(v => v.DenseValues().Average());
        var rows = Values.Of(named, "Back").Zip(levels).Where(row => row.Second != 50).ToList();
        Assert.Equal(4, rows.Count);
        Assert.True(rows.Where(row => row.First == "x").Max(row => row.Second) < rows.Where(row => row.First == "y").Min(row => row.Second));
    }

    [Fact]
    public void Keys_of_numbers_are_named_by_the_text_of_the_numbers()
    {
        IDataView real = Rows<int>(7, 40, 7);
        IDataView keyed = context.Transforms.Conversion.MapValueToKey("Label").Fit(real).Transform(real);
        Assert.Equal(["1", "1", "1", "1", "2", "2", "2"], Values.Of(Augmented(keyed, ["40", "7"]), "Label").Order());
    }

    [Fact]
    public void Numbers_and_booleans_are_named_by_their_text()
    {
        Assert.Equal(["3", "3", "3", "8.5", "8.5", "8.5"], Values.Of(Augmented(Rows(3f, 8.5f), ["3", "8.5"]), "Label").Order());
        Assert.Equal(["3", "3", "3", "8.5", "8.5", "8.5"], Values.Of(Augmented(Rows(3.0, 8.5), ["3", "8.5"]), "Label").Order());
        Assert.Equal(["-1", "-1", "-1", "4", "4", "4"], Values.Of(Augmented(Rows(-1, 4), ["-1", "4"]), "Label").Order());
        Assert.Equal(["False", "False", "False", "True", "True", "True"], Values.Of(Augmented(Rows(true, false), ["True", "False"]), "Label").Order());
    }

    [Fact]
    public void Missing_labels_count_for_no_class_and_are_warned_of()
    {
        List<string> messages = Given.Messages(context);
        IDataView augmented = Augmented(Rows(3f, float.NaN, 3f), ["3"]);
        Assert.Equal(["3", "3", "3", "3", "NaN"], Values.Of(augmented, "Label").Order());
        Assert.Contains(messages, message => message.StartsWith("Warning") && message.Contains("1 of 3 rows have no label"));
    }

    [Fact]
    public void Keys_that_were_not_seen_when_the_keys_were_made_are_missing()
    {
        ITransformer keys = context.Transforms.Conversion.MapValueToKey("Label").Fit(Rows<string>("x"));
        Assert.Equal(["0", "1", "1", "1"], Values.Of(Augmented(keys.Transform(Rows<string>("x", "y")), ["x", "y"]), "Label").Order());
    }

    [Fact]
    public void Keys_without_names_are_refused()
    {
        IDataView real = context.Data.LoadFromEnumerable([new KeyRow { Label = 1 }]);
        var e = Assert.Throws<OptionException>(() => Augmented(real, ["1"]));
        Assert.Contains("have no names", e.Message);
        Assert.Contains("MapValueToKey", e.Remedy);
    }

    [Fact]
    public void Keys_without_names_are_their_numbers_where_classes_are_mapped_by_hand()
    {
        IDataView real = context.Data.LoadFromEnumerable([new KeyRow { Label = 0 }, new KeyRow { Label = 3 }, new KeyRow { Label = 9 }]);
        Assert.Equal("Key<UInt32, 0-4>", real.Schema["Label"].Type.ToString());
        var names = new Dictionary<string, string> { ["0"] = "cat", ["3"] = "dog" };
        BigGanAugmentationOptions options = Given.Options(new PatternGenerator(["dog", "cat"]), SamplingStrategy.Add(1)) with { ClassNames = names };
        // Raw keys count from 1; the third row's is none.
        Assert.Equal(["0", "1", "1", "4", "4"], Values.Of(context.Data.AugmentWithBigGan(real, options), "Label").Order());
    }

    [Fact]
    public void Keys_of_booleans_and_of_long_numbers_are_named_by_their_text()
    {
        IDataView real = Rows(true, false);
        IDataView keyed = context.Transforms.Conversion.MapValueToKey("Label").Fit(real).Transform(real);
        Assert.Equal(["1", "1", "1", "2", "2", "2"], Values.Of(Augmented(keyed, ["False", "True"]), "Label").Order());
        real = Rows(5000000000L, -1L);
        keyed = context.Transforms.Conversion.MapValueToKey("Label").Fit(real).Transform(real);
        Assert.Equal(["1", "1", "1", "2", "2", "2"], Values.Of(Augmented(keyed, ["-1", "5000000000"]), "Label").Order());
        real = Rows(0.5f, 2f);
        keyed = context.Transforms.Conversion.MapValueToKey("Label").Fit(real).Transform(real);
        Assert.Equal(["1", "1", "1", "2", "2", "2"], Values.Of(Augmented(keyed, ["2", "0.5"]), "Label").Order());
    }

    [Fact]
    public void Classes_that_only_the_generator_has_can_be_asked_for_by_name()
    {
        BigGanAugmentationOptions Asking(string name) => Given.Options(
            new PatternGenerator(["x", "3", "True", "new"]), SamplingStrategy.Custom(new Dictionary<string, int> { [name] = 2 }));
        Assert.Equal(["new", "new", "x", "y"], Values.Of(context.Data.AugmentWithBigGan(Rows<string>("x", "y"), Asking("new")), "Label").Order());
        Assert.Equal(["3", "3", "7"], Values.Of(context.Data.AugmentWithBigGan(Rows(7), Asking("3") with { ClassNames = Seven }), "Label").Order());
        Assert.Equal(["3", "3", "7"], Values.Of(context.Data.AugmentWithBigGan(Rows(7f), Asking("3") with { ClassNames = Seven }), "Label").Order());
        Assert.Equal(
            ["False", "True", "True"],
            Values.Of(context.Data.AugmentWithBigGan(Rows(false), Asking("True") with { ClassNames = new Dictionary<string, string> { ["False"] = "x" } }), "Label").Order());
        // Weights and the like come from rows of other classes.
        IDataView augmented = context.Data.AugmentWithBigGan(Rows<string>("x", "y"), Asking("new"));
        Assert.Equal(Enumerable.Repeat("1.5", 4), Values.Of(augmented, "Weight"));
        var e = Assert.Throws<OptionException>(() => context.Data.AugmentWithBigGan(Rows(7), Asking("new") with { ClassNames = Seven }));
        Assert.Contains("cannot hold the class 'new'", e.Message);
    }

    [Fact]
    public void Keys_are_closed_to_classes_that_they_were_not_made_with()
    {
        BigGanAugmentationOptions options = Given.Options(
            new PatternGenerator(["x", "new"]), SamplingStrategy.Custom(new Dictionary<string, int> { ["new"] = 2 }));
        IDataView real = Rows<string>("x", "y");
        IDataView keyed = context.Transforms.Conversion.MapValueToKey("Label").Fit(real).Transform(real);
        Assert.Contains("MapValueToKey", Assert.Throws<OptionException>(() => context.Data.AugmentWithBigGan(keyed, options)).Remedy);

        IDataView all = Rows<string>("new", "x", "y");
        IDataView wider = context.Transforms.Conversion.MapValueToKey("Label").Fit(all).Transform(real);
        Assert.Equal(["1", "1", "2", "3"], Values.Of(context.Data.AugmentWithBigGan(wider, options), "Label").Order());
        var trainer = new CountingTrainer();
        context.Transforms.AugmentWithBigGan(options).Append(context.Transforms.Conversion.MapValueToKey("Label")).Append(trainer).Fit(real);
        Assert.Equal(["1", "2", "2", "3"], trainer.LastLabels.Order());
    }

    private static Dictionary<string, string> Seven => new() { ["7"] = "x" };

    [Fact]
    public void A_vector_is_no_label()
    {
        IDataView real = Rows<string>("x");
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => context.Data.AugmentWithBigGan(real, Given.Options() with { LabelColumnName = "Other" }));
        Assert.Contains("Schema mismatch for label column 'Other': expected Text, Key, Boolean or a number, got Vector<Single", e.Message);
    }

    private IDataView Rows<T>(params T[] labels) =>
        context.Data.LoadFromEnumerable(labels.Select(label => new Row<T> { Label = label, Pixels = [.. Enumerable.Repeat(50f, 16)] }));

    private sealed class Row<T>
    {
        [VectorType(16)]
        public float[] Pixels { get; set; } = [];

        [VectorType(2)]
        public float[] Other { get; set; } = new float[2];

        public T Label { get; set; } = default!;

        public float Weight { get; set; } = 1.5f;
    }

    private sealed class KeyRow
    {
        [VectorType(16)]
        public float[] Pixels { get; set; } = new float[16];

        [KeyType(5)]
        public uint Label { get; set; }
    }
}
