using GanAugment.Data;
using GanAugment.Evaluation;
using Microsoft.ML;
using Microsoft.ML.Data;
using ConfusionMatrix = GanAugment.Evaluation.ConfusionMatrix;

namespace GanAugment.Transforms.Comparison;

/// <summary>Judges generated images by any classifier that ML.NET trains: taught by them and tested on real images, and the other way round.</summary>
/// <remarks>Neither predicts what generated images add to real ones: for that, compare arms (<see cref="AugmentationComparison"/>).</remarks>
public static class GanClassification
{
    /// <summary>The classification accuracy score (Ravuri and Vinyals 2019), GAN-train of Shmelkov et al. 2018: a classifier that has only seen generated
    /// images, on real ones. It falls with every kind of difference that matters to classes, and with lost variety first of all.</summary>
    /// <param name="synthetic">The generated images; as many of each class as real ones would be, for a fair comparison with training on those.</param>
    /// <param name="test">Real images, never shown to the generator.</param>
    /// <param name="pipeline">
    /// Makes the classifier from <see cref="AugmentationComparison.PixelColumn"/> (Vector&lt;Single, C, H, W&gt;, 0 … 1) and
    /// <see cref="AugmentationComparison.LabelColumn"/> (text); its output has a key column <c>PredictedLabel</c> with class names.
    /// </param>
    /// <param name="seed">Of the ML.NET context, and of the order of rows.</param>
    /// <param name="cancellation">Checked as rows are read.</param>
    /// <returns>How often real images of each class were taken for each class, over the test images' classes.</returns>
    /// <exception cref="DatasetException">A set is empty or has images of one class, or the two differ in shape or have no class in common.</exception>
    public static ConfusionMatrix TrainSyntheticTestReal(ILabelledImageSource synthetic, ILabelledImageSource test,
        Func<MLContext, IEstimator<ITransformer>> pipeline, int seed = 0, CancellationToken cancellation = default) =>
        TrainAndTest(synthetic, test, pipeline, seed, cancellation);

    /// <summary>GAN-test (Shmelkov et al. 2018): a classifier that has only seen real images, on generated ones. High where images look like their class,
    /// and also where they are copies; more than on held-out real images is a sign of that.</summary>
    /// <param name="train">Real training images.</param>
    /// <param name="synthetic">The generated images.</param>
    /// <param name="pipeline">As in <see cref="TrainSyntheticTestReal"/>.</param>
    /// <param name="seed">Of the ML.NET context, and of the order of rows.</param>
    /// <param name="cancellation">Checked as rows are read.</param>
    /// <returns>How often generated images of each class were taken for each class, over the generator's classes.</returns>
    /// <exception cref="DatasetException">A set is empty or has images of one class, or the two differ in shape or have no class in common.</exception>
    public static ConfusionMatrix TrainRealTestSynthetic(ILabelledImageSource train, ILabelledImageSource synthetic,
        Func<MLContext, IEstimator<ITransformer>> pipeline, int seed = 0, CancellationToken cancellation = default) =>
        TrainAndTest(train, synthetic, pipeline, seed, cancellation);

    private static ConfusionMatrix TrainAndTest(ILabelledImageSource train, ILabelledImageSource test, Func<MLContext, IEstimator<ITransformer>> pipeline,
        int seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(pipeline);
        Check(train, test);
        var ml = new MLContext(seed);
        int[] order = [.. Enumerable.Range(0, train.Labels.Count)];
        // Sorted by class, rows would teach trainers that go through them one by one the last class best.
        new Random(seed).Shuffle(order);
        ITransformer model = pipeline(ml).Fit(View(ml, train, order, cancellation));
        IDataView predicted = model.Transform(View(ml, test, [.. Enumerable.Range(0, test.Labels.Count)], cancellation));
        IDataView named = ml.Transforms.Conversion.MapKeyToValue(nameof(Prediction.PredictedClass), "PredictedLabel").Fit(predicted).Transform(predicted);

        // A class that only one side knows can be predicted, too.
        var classes = new ClassMap(test.Classes.Concat(train.Classes).Distinct());
        var matrix = new ConfusionMatrix(classes);
        int row = 0;
        foreach (Prediction prediction in ml.Data.CreateEnumerable<Prediction>(named, reuseRowObject: true))
            matrix.Add(classes.IndexOf(test.Classes[test.Labels[row++]]), classes.IndexOf(prediction.PredictedClass));
        return matrix;
    }

    private static void Check(ILabelledImageSource train, ILabelledImageSource test)
    {
        int present = train.CountPerClass().Count(n => n > 0);
        if (present < 2)
            throw new DatasetException($"A classifier cannot be trained on images of {present} class{(present == 1 ? "" : "es")}.",
                $"They are '{train.Origin}'.",
                "Give images of two classes or more.");
        if (test.Labels.Count == 0)
            throw new DatasetException("A classifier cannot be tested without images.", $"They are '{test.Origin}'.", "Give images of every class.");
        if (train.Shape != test.Shape)
            throw new DatasetException($"A classifier trained on images of {train.Shape} cannot be tested on images of {test.Shape}.",
                $"They are '{train.Origin}' and '{test.Origin}'.", "Give images of one shape.");
        if (!train.Classes.Intersect(test.Classes).Any())
            throw new DatasetException("Training and test images have no class in common.", $"They are '{train.Origin}' and '{test.Origin}'.",
                "Give images of the same classes, with the same names.");
    }

    // Rows are read whenever ML.NET passes over them: pixels as floats would take four times the memory of the images.
    private static IDataView View(MLContext ml, ILabelledImageSource source, int[] order, CancellationToken cancellation)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, source.Shape.Channels, source.Shape.Height,
            source.Shape.Width);
        return ml.Data.LoadFromEnumerable(Rows(), schema);

        IEnumerable<Row> Rows()
        {
            var bytes = new byte[source.Shape.Length];
            foreach (int i in order)
            {
                cancellation.ThrowIfCancellationRequested();
                source.Read(i, bytes);
                yield return new Row { Pixels = Array.ConvertAll(bytes, b => b / 255f), Label = source.Classes[source.Labels[i]] };
            }
        }
    }

    private sealed class Row
    {
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class Prediction
    {
        public string PredictedClass { get; set; } = "";
    }
}
