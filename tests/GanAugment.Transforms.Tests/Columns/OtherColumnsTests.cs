using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Columns;

/// <summary>What synthetic rows have in columns that are neither image nor label.</summary>
public sealed class OtherColumnsTests
{
    private readonly MLContext context = new(1);

    [Fact]
    public void Missing_is_the_missing_value_of_each_type()
    {
        IDataView train = Train();
        IDataView view = Augment(train, o => o with { OtherColumns = ColumnFill.Missing });
        Assert.All(Synthetic(view, train, "Weight"), value => Assert.Equal("NaN", value));
        Assert.All(Synthetic(view, train, "Name"), value => Assert.Equal("", value));
        Assert.All(Synthetic(view, train, "Whole"), value => Assert.Equal("0", value));
        Assert.All(Synthetic(view, train, "Flag"), value => Assert.Equal("False", value));
        Assert.All(Synthetic(view, train, "Vector"), value => Assert.Equal("0 0", value));
        Assert.All(Synthetic(view, train, "Key"), value => Assert.Equal("0", value));
    }

    [Fact]
    public void A_fixed_value_stands_in_every_synthetic_row_and_in_no_real_one()
    {
        IDataView train = Train();
        IDataView view = Augment(train, o => o with
        {
            FillColumns = new Dictionary<string, ColumnFill>
            {
                ["Weight"] = ColumnFill.Value(2),
                ["Name"] = ColumnFill.Value("generated"),
                ["Whole"] = ColumnFill.Value(7L),
                ["Flag"] = ColumnFill.Value(true),
                ["Vector"] = ColumnFill.Value(new[] { 1.5, -2 }),
                ["Key"] = ColumnFill.Value("b"),
            },
        });
        Assert.All(Synthetic(view, train, "Weight"), value => Assert.Equal("2", value));
        Assert.All(Synthetic(view, train, "Name"), value => Assert.Equal("generated", value));
        Assert.All(Synthetic(view, train, "Whole"), value => Assert.Equal("7", value));
        Assert.All(Synthetic(view, train, "Flag"), value => Assert.Equal("True", value));
        Assert.All(Synthetic(view, train, "Vector"), value => Assert.Equal("1.5 -2", value));
        string b = Values.Of(train, "Key")[Values.Of(train, "Label").IndexOf("b")];
        Assert.All(Synthetic(view, train, "Key"), value => Assert.Equal(b, value));
        Assert.DoesNotContain("generated", Values.Of(train, "Name"));
        CursorInvariants.Hold(view);
    }

    [Fact]
    public void Columns_that_are_not_named_are_copied_from_one_real_row_of_the_class()
    {
        IDataView train = Train();
        IDataView view = Augment(train, o => o with { FillColumns = new Dictionary<string, ColumnFill> { ["Weight"] = ColumnFill.Missing } });
        List<string> names = Values.Of(train, "Name"), whole = Values.Of(train, "Whole"), labels = Values.Of(train, "Label");
        List<string> copiedNames = Synthetic(view, train, "Name"), copiedWhole = Synthetic(view, train, "Whole"), wanted = Synthetic(view, train, "Label");
        for (int i = 0; i < copiedNames.Count; i++)
        {
            int from = names.IndexOf(copiedNames[i]);
            Assert.Equal((whole[from], labels[from]), (copiedWhole[i], wanted[i]));
        }
    }

    [Theory]
    [InlineData("Weight", "heavy", "no Single")]
    [InlineData("Whole", 1.5, "no Int32")]
    [InlineData("Whole", 5_000_000_000, "no Int32")]
    [InlineData("Vector", 1f, "needs an array")]
    [InlineData("Key", "z", "its keys are '")]
    [InlineData("Colour", 1, "which the data lacks")]
    [InlineData("Pixels", 1, "values of their own")]
    [InlineData("Label", "a", "values of their own")]
    public void Values_that_do_not_fit_are_refused_before_training(string column, object value, string why)
    {
        IDataView train = Train();
        var options = Given.Options() with { FillColumns = new Dictionary<string, ColumnFill> { [column] = ColumnFill.Value(value) } };
        Assert.Contains(why, Assert.Throws<OptionException>(() => context.Transforms.AugmentWithBigGan(options).Fit(train)).What);
    }

    [Fact]
    public void A_vector_of_another_length_is_refused()
    {
        IDataView train = Train();
        var options = Given.Options() with { FillColumns = new Dictionary<string, ColumnFill> { ["Vector"] = ColumnFill.Value(new float[3]) } };
        Assert.Contains("3 values", Assert.Throws<OptionException>(() => context.Data.AugmentWithBigGan(train, options)).What);
    }

    private IDataView Train()
    {
        IDataView view = context.Data.LoadFromEnumerable(Example.List(5, 4, 3).Select((row, i) => new Row
        {
            Pixels = row.Pixels, Label = row.Label, Weight = row.Weight, Name = row.Name, Whole = 100 + i, Flag = false, Vector = [i, 2 * i],
        }));
        return context.Transforms.Conversion.MapValueToKey("Key", "Label").Fit(view).Transform(view);
    }

    private IDataView Augment(IDataView train, Func<BigGanAugmentationOptions, BigGanAugmentationOptions> change) =>
        context.Data.AugmentWithBigGan(train, change(Given.Options()));

    private static List<string> Synthetic(IDataView view, IDataView train, string column)
    {
        List<bool> synthetic = Values.Synthetic(view, train);
        return [.. Values.Of(view, column).Where((_, i) => synthetic[i])];
    }

    private sealed class Row
    {
        [VectorType(16)]
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";

        public float Weight { get; set; }

        public string Name { get; set; } = "";

        public int Whole { get; set; }

        public bool Flag { get; set; }

        [VectorType(2)]
        public float[] Vector { get; set; } = [];
    }
}
