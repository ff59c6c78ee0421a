using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Transforms.Classification;
using GanAugment.Transforms.Comparison;
using GanAugment.Transforms.Tests.Comparison;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Classification;

public class ImageClassifierEstimatorTests
{
    private readonly MLContext ml = new(0);

    [Fact]
    public void It_hands_on_pixels_labels_and_weights_and_scores_with_what_comes_back()
    {
        var trainer = new MeanTrainer();
        LabelledImageSet train = ComparisonScene.Train;
        ITransformer model = new ImageClassifierEstimator(trainer, "Pixels", "Label", "Weight", seed: 7).Fit(View(train, i => i + 1));
        Assert.Equal((7, 45), (trainer.Seed, trainer.Images!.Labels.Count));
        Assert.Equal(Enumerable.Range(1, 45).Select(i => (float)i), trainer.Weights!);
        Assert.Equal(["bright", "dark", "half"], trainer.Images.Classes);
        var (mine, theirs) = (new byte[16], new byte[16]);
        for (int i = 0; i < 45; i++)
        {
            train.Read(i, theirs);
            trainer.Images.Read(i, mine);
            Assert.Equal(theirs, mine);
        }

        IDataView scored = model.Transform(View(ComparisonScene.Test, _ => 1));
        Answer[] answers = [.. ml.Data.CreateEnumerable<Answer>(ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel").Fit(scored).Transform(scored),
            false)];
        Assert.Equal(30, answers.Length);
        Assert.All(answers, a => Assert.Equal(1, a.Score.Sum(), 1e-5));
        Assert.True(answers.Count(a => a.Name == a.Label) > 20);
        Assert.All(answers, a => Assert.Equal(ComparisonScene.Classes[Array.IndexOf(a.Score, a.Score.Max())], a.Name));
        VBuffer<ReadOnlyMemory<char>> slots = default;
        scored.Schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(["bright", "dark", "half"], slots.DenseValues().Select(s => s.ToString()));
        Assert.Equal(30, ml.MulticlassClassification.Evaluate(
            ml.Transforms.Conversion.MapValueToKey("Key", "Label").Fit(scored).Transform(scored), "Key").ConfusionMatrix.Counts.Sum(row => row.Sum()));
    }

    [Fact]
    public void A_comparison_takes_it_like_any_trainer()
    {
        using var generator = new ComparisonScene.BlobGenerator();
        ComparisonResult result = AugmentationComparison.Run(ComparisonScene.Train, ComparisonScene.Test, ComparisonScene.Options(generator, 0, 1),
            (_, budget) => new ImageClassifierEstimator(new MeanTrainer(), exampleWeightColumnName: budget.ExampleWeightColumnName, seed: budget.Seed));
        Assert.All(result.Arms, a => Assert.InRange(a.BalancedAccuracy.Mean, 60, 100));
        Assert.All(result.Arms, a => Assert.NotNull(a.LogLoss));
    }

    [Fact]
    public void It_promises_what_it_delivers_and_chains()
    {
        IDataView view = View(ComparisonScene.Train, _ => 1);
        IEstimator<ITransformer> chain = ml.Transforms.CopyColumns("Copy", "Label").Append(new ImageClassifierEstimator(new MeanTrainer()));
        ITransformer model = chain.Fit(view);
        Assert.Contains(model.GetOutputSchema(view.Schema), c => c.Name == "PredictedLabel" && c.Type is KeyDataViewType { Count: 3 });
        Assert.Equal(45, Values.Rows(model.Transform(view)));
    }

    [Fact]
    public void What_it_cannot_do_it_says()
    {
        IDataView view = View(ComparisonScene.Train, _ => 1);
        var model = (ImageClassifierTransformer)new ImageClassifierEstimator(new MeanTrainer()).Fit(view);
        Assert.Contains("ApplyOnnxModel", Assert.Throws<OptionException>(() => ml.Model.Save(model, view.Schema, new MemoryStream())).Remedy);
        Assert.Throws<InvalidOperationException>(() => model.GetRowToRowMapper(view.Schema));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageClassifierEstimator(new MeanTrainer(), "Nothing").Fit(view));
        Assert.Throws<OptionException>(() => model.Transform(View(new LabelledImageSet("large", new ImageShape(1, 5, 5), new ClassMap(["a"]), [0],
            new byte[25]), _ => 1)));
    }

    private IDataView View(ILabelledImageSource source, Func<int, float> weight)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, source.Shape.Height, source.Shape.Width);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, source.Labels.Count).Select(i =>
        {
            var bytes = new byte[source.Shape.Length];
            source.Read(i, bytes);
            return new Row { Pixels = Array.ConvertAll(bytes, b => b / 255f), Label = source.Classes[source.Labels[i]], Weight = weight(i) };
        }).ToList(), schema);
    }

    private sealed class Row
    {
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";

        public float Weight { get; set; }
    }

    private sealed class Answer
    {
        public string Label { get; set; } = "";

        public string Name { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    /// <summary>Nearest class mean, as softmax of 2·x·m − m²: a graph of Reshape, MatMul, Add and Softmax.</summary>
    internal sealed class MeanTrainer : IImageClassifierTrainer
    {
        public ILabelledImageSource? Images { get; private set; }

        public IReadOnlyList<float>? Weights { get; private set; }

        public long Seed { get; private set; }

        public string Description => "nearest class mean";

        public byte[] Train(ILabelledImageSource images, IReadOnlyList<float>? weights, long seed, CancellationToken cancellation = default)
        {
            (Images, Weights, Seed) = (images, weights, seed);
            int length = images.Shape.Length, classes = images.Classes.Count;
            var means = new float[length * classes]; // [D, K]
            int[] counts = images.CountPerClass();
            var bytes = new byte[length];
            for (int i = 0; i < images.Labels.Count; i++)
            {
                images.Read(i, bytes);
                for (int p = 0; p < length; p++) means[p * classes + images.Labels[i]] += (bytes[p] / 127.5f - 1) / counts[images.Labels[i]];
            }

            float[] squares = [.. Enumerable.Range(0, classes).Select(c => -Enumerable.Range(0, length).Sum(p =>
                means[p * classes + c] * means[p * classes + c]))];
            return new TinyGraph().Input("image", TinyGraph.Single, -1, images.Shape.Channels, images.Shape.Height, images.Shape.Width)
                .Constant("shape", -1, length).Constant("means", [.. means.Select(m => 2 * m)], length, classes).Constant("squares", squares, 1, classes)
                .Node("Reshape", ["image", "shape"], "flat").Node("MatMul", ["flat", "means"], "products").Node("Add", ["products", "squares"], "logits")
                .Node("Softmax", ["logits"], "probabilities").Output("probabilities", TinyGraph.Single, -1, classes).ToModel();
        }
    }
}
