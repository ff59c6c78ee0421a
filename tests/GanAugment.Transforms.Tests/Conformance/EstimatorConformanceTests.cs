using GanAugment.Sampling;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms.Tests.Conformance;

/// <summary>The estimator in ML.NET's own workout, over every kind of column and with every column that it can add.</summary>
public sealed class EstimatorConformanceTests : IDisposable
{
    private readonly MLContext context = new(1);
    private readonly ImageFiles files = new((4, 4), (4, 4), (4, 4), (4, 4));

    public static TheoryData<string> Kinds => ["single", "byte", "image", "encoded", "path", "unknown size", "key", "number"];

    public void Dispose() => files.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_passes_the_workout(string kind) => Hold(kind, options => options);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void With_columns_added_it_passes_too(string kind) => Hold(kind, options => options with
    {
        IsSyntheticColumnName = "IsSynthetic",
        SyntheticOriginColumnName = "Origin",
        SyntheticWeight = 0.5f,
        ExampleWeightColumnName = "Importance",
    });

    [Fact]
    public void After_other_steps_it_passes_too()
    {
        IEstimator<ITransformer> chain = context.Transforms.CopyColumns("Copy", "Pixels")
            .Append(context.Transforms.AugmentWithBigGan(Given.Options() with { ImageColumnName = "Copy" }));
        EstimatorChecks.Hold(context, chain, () => Example.View(context, 6, 3, 1), Without("Label"), Without("Pixels"));

        IDataView Without(string column)
        {
            IDataView view = Example.View(context, 2, 2, 2);
            return context.Transforms.DropColumns(column).Fit(view).Transform(view);
        }
    }

    private void Hold(string kind, Func<BigGanAugmentationOptions, BigGanAugmentationOptions> change)
    {
        BigGanAugmentationOptions options = change(OptionsFor(kind));
        var estimator = context.Transforms.AugmentWithBigGan(options);
        EstimatorChecks.Hold(context, estimator, () => View(kind), Without(kind, "Label"), Without(kind, options.ImageColumnName));
    }

    private BigGanAugmentationOptions OptionsFor(string kind)
    {
        string[] classes = kind == "number" ? ["0", "1"] : ["a", "b"];
        BigGanAugmentationOptions options = Given.Options(new PatternGenerator(classes), SamplingStrategy.Add(2)) with { ImageColumnName = "Image" };
        return kind switch
        {
            "path" => options with { SpoolFolder = Path.Combine(files.Folder, "made") },
            "unknown size" => options with { ColumnShape = new(1, 4, 4) },
            _ => options,
        };
    }

    private IDataView View(string kind)
    {
        IDataView rows = context.Data.LoadFromEnumerable(Enumerable.Range(0, 4).Select(i => new Row
        {
            Path = files.Paths[i],
            Label = i == 0 ? "a" : "b",
            Number = Math.Min(i, 1),
        }).ToList());
        IEstimator<ITransformer> load = context.Transforms.LoadImages("Image", null, "Path").Append(context.Transforms.ResizeImages("Image", 4, 4));
        IEstimator<ITransformer> extract = load.Append(context.Transforms.ExtractPixels("Image", outputAsFloatArray: kind != "byte"));
        IEstimator<ITransformer> steps = kind switch
        {
            "byte" or "single" => extract,
            "key" => extract.Append(context.Transforms.Conversion.MapValueToKey("Label")),
            "number" => extract.Append(context.Transforms.CopyColumns("Label", "Number")),
            "image" => load,
            "encoded" => context.Transforms.LoadRawImageBytes("Image", null, "Path"),
            "path" => context.Transforms.CopyColumns("Image", "Path"),
            _ => context.Transforms.CopyColumns("Image", "Values"),
        };
        if (kind == "unknown size")
        {
            var definition = SchemaDefinition.Create(typeof(Row));
            definition["Values"].ColumnType = new VectorDataViewType(NumberDataViewType.Single);
            rows = context.Data.LoadFromEnumerable(
                Enumerable.Range(0, 4).Select(i => new Row { Label = i == 0 ? "a" : "b", Values = [.. Enumerable.Range(0, 16).Select(p => p * 17f)] }), definition);
        }

        // Only what is visible: the steps before leave hidden columns behind, whose types not every reader knows.
        return context.Transforms.SelectColumns("Image", "Label", "Name").Fit(steps.Fit(rows).Transform(rows)).Transform(steps.Fit(rows).Transform(rows));
    }

    private IDataView Without(string kind, string column)
    {
        IDataView view = View(kind);
        return context.Transforms.DropColumns(column).Fit(view).Transform(view);
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";

        public string Name { get; set; } = "n";

        public int Number { get; set; }

        [VectorType(16)]
        public float[] Values { get; set; } = new float[16];
    }
}
