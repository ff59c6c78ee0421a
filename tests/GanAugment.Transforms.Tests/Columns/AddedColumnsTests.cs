using GanAugment.Provenance;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Columns;

/// <summary>Columns that tell synthetic rows from real ones, in training and at scoring.</summary>
public sealed class AddedColumnsTests
{
    private static readonly string[] Added = ["Mass", "IsSynthetic", "Origin"];

    private readonly MLContext context = new(1);

    private IDataView Train => field ??= Example.View(context, 8, 4, 2);

    private static BigGanAugmentationOptions Options => Given.Options() with
    {
        IsSyntheticColumnName = "IsSynthetic",
        SyntheticOriginColumnName = "Origin",
        SyntheticWeight = 0.25f,
        ExampleWeightColumnName = "Mass",
    };

    [Fact]
    public void Synthetic_rows_are_marked_weighted_and_traced()
    {
        IDataView view = context.Data.AugmentWithBigGan(Train, Options);
        List<bool> synthetic = Values.Synthetic(view, Train);
        Assert.Equal(10, synthetic.Count(s => s));
        Assert.Equal(synthetic.Select(s => s.ToString()), Values.Of(view, "IsSynthetic"));
        Assert.Equal(synthetic.Select(s => s ? "0.25" : "1"), Values.Of(view, "Mass"));
        List<string> origins = Values.Of(view, "Origin"), labels = Values.Of(view, "Label");
        var rows = new HashSet<(string, long)>();
        for (int i = 0; i < origins.Count; i++)
        {
            if (!synthetic[i])
            {
                Assert.Equal("", origins[i]);
                continue;
            }

            SyntheticOrigin origin = SyntheticOrigin.Parse(origins[i]);
            Assert.Equal((labels[i], 3L, "none"), (origin.Class, origin.Seed, origin.Truncation));
            Assert.StartsWith("manifest-sha256:", origin.Generator);
            Assert.True(rows.Add((origin.Class, origin.Row)));
        }
    }

    [Fact]
    public void The_view_holds_what_every_view_must()
    {
        IDataView view = context.Data.AugmentWithBigGan(Train, Options);
        CursorInvariants.Hold(view);
        CursorInvariants.GettersRefuse(view, view.Schema["IsSynthetic"], view.Schema["Pixels"]);
        Assert.Equal([.. Train.Schema.Select(column => column.Name), .. Added], view.Schema.Select(column => column.Name));
    }

    [Fact]
    public void Marks_need_no_image_to_be_generated()
    {
        var generator = new PatternGenerator(Example.Classes);
        IDataView view = context.Data.AugmentWithBigGan(Train, Options with { Generator = generator });
        foreach (string column in Added) Values.Of(view, column);
        Assert.Equal(0, generator.Calls);
    }

    [Theory]
    [InlineData("Pixels")]
    [InlineData("Image")]
    public void Scored_rows_are_real_whatever_the_image_column_is(string column)
    {
        IEstimator<ITransformer> prepared = context.Transforms.ConvertToImage(4, 4, "Image", "Bytes");
        IDataView train = Bytes(8, 4, 2), test = Bytes(2, 2, 2);
        var estimator = context.Transforms.AugmentWithBigGan(Options with { ImageColumnName = column, Generator = new PatternGenerator(Example.Classes, 1) });
        ITransformer model = prepared.Append(estimator).Fit(train);
        Check(model.Transform(test));

        using var stream = new MemoryStream();
        context.Model.Save(model, train.Schema, stream);
        stream.Position = 0;
        Check(new MLContext().Model.Load(stream, out _).Transform(test));

        void Check(IDataView scored)
        {
            Assert.Equal(Added, scored.Schema.Select(c => c.Name).TakeLast(3));
            Assert.Equal(6, Values.Rows(scored));
            Assert.All(Values.Of(scored, "IsSynthetic"), value => Assert.Equal("False", value));
            Assert.All(Values.Of(scored, "Mass"), value => Assert.Equal("1", value));
            Assert.All(Values.Of(scored, "Origin"), value => Assert.Equal("", value));
        }
    }

    [Fact]
    public void Training_and_scoring_have_the_promised_schema()
    {
        BigGanAugmentationEstimator estimator = context.Transforms.AugmentWithBigGan(Options);
        ITransformer transformer = estimator.Fit(Train);
        string[] training = [.. transformer.Transform(Train).Schema.Select(column => $"{column.Name} {column.Type}")];
        string[] scoring = [.. transformer.GetOutputSchema(Train.Schema).Select(column => $"{column.Name} {column.Type}")];
        Assert.Equal(training, scoring);
        Assert.True(transformer.IsRowToRowMapper);

        // A chain holds each step to its promise.
        var trainer = new CountingTrainer();
        IEstimator<ITransformer> chain = estimator.Append(context.Transforms.CopyColumns("Flag", "IsSynthetic")).Append(trainer);
        ITransformer model = chain.Fit(Train);
        Assert.Equal([24], trainer.RowsPerFit);
        Assert.All(Values.Of(model.Transform(Train), "Flag"), value => Assert.Equal("False", value));
    }

    [Fact]
    public void A_saved_model_with_marks_loads_where_this_library_cannot_be_found()
    {
        string path = Path.GetTempFileName();
        try
        {
            context.Model.Save(context.Transforms.AugmentWithBigGan(Options).Fit(Train), Train.Schema, path);
            Assert.Equal(Added, new WithoutGanAugment().ColumnsOfModel(path).TakeLast(3));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_weight_column_of_the_data_keeps_its_real_weights()
    {
        IDataView view = context.Data.AugmentWithBigGan(Train, Given.Options() with { SyntheticWeight = 0.5f });
        Assert.Same(Train.Schema, view.Schema);
        List<bool> synthetic = Values.Synthetic(view, Train);
        List<string> weights = Values.Of(view, "Weight");
        Assert.Equal(Values.Of(Train, "Weight"), weights.Where((_, i) => !synthetic[i]));
        Assert.All(weights.Where((_, i) => synthetic[i]), weight => Assert.Equal("0.5", weight));
    }

    [Fact]
    public void A_name_that_is_taken_is_refused()
    {
        foreach (var options in new[] { Options with { IsSyntheticColumnName = "Name" }, Options with { SyntheticOriginColumnName = "IsSynthetic" } })
            Assert.Contains("already", Assert.Throws<OptionException>(() => context.Transforms.AugmentWithBigGan(options).Fit(Train)).What);
        var weight = Options with { ExampleWeightColumnName = "Name" };
        Assert.Contains("not Single", Assert.Throws<OptionException>(() => context.Transforms.AugmentWithBigGan(weight).Fit(Train)).What);
        Assert.Throws<OptionException>(() => context.Transforms.AugmentWithBigGan(Options with { SyntheticWeight = -1 }));
    }

    private IDataView Bytes(params int[] perClass) => context.Data.LoadFromEnumerable(Example.List(perClass)
        .Select(row => new Row { Label = row.Label, Pixels = row.Pixels, Bytes = [.. row.Pixels.SelectMany(p => Enumerable.Repeat((byte)p, 3))] }));

    private sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(16)]
        public float[] Pixels { get; set; } = [];

        [VectorType(48)]
        public byte[] Bytes { get; set; } = [];
    }
}
