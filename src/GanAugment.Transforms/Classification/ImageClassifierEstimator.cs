using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Transforms.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Classification;

/// <summary>An image classifier that something other than ML.NET trains, as an ML.NET estimator: a vector of pixels and a label go in, <c>PredictedLabel</c>
/// and <c>Score</c> come out.</summary>
/// <remarks>
/// Needs to look at data: yes. In: Vector&lt;Single, C, H, W&gt;, 0 … 1, and a label. Out: PredictedLabel, a key of class names, and Score, probabilities whose
/// slots are named after the classes.
/// </remarks>
public sealed class ImageClassifierEstimator : IEstimator<ITransformer>
{
    private readonly IImageClassifierTrainer trainer;
    private readonly string imageColumn;
    private readonly string labelColumn;
    private readonly string? weightColumn;
    private readonly long seed;
    private readonly CancellationToken cancellation;

    /// <summary>Creates the estimator.</summary>
    /// <param name="trainer">Trains the classifier.</param>
    /// <param name="imageColumnName">The column of pixels, 0 … 1.</param>
    /// <param name="labelColumnName">The column of classes: text, key with names, boolean or number.</param>
    /// <param name="exampleWeightColumnName">The column of weights, Single; null where all rows weigh the same.</param>
    /// <param name="seed">Fixes initialisation and order.</param>
    /// <param name="cancellation">Stops training.</param>
    public ImageClassifierEstimator(
        IImageClassifierTrainer trainer, string imageColumnName = "Pixels", string labelColumnName = "Label", string? exampleWeightColumnName = null,
        long seed = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentException.ThrowIfNullOrEmpty(imageColumnName);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        (this.trainer, imageColumn, labelColumn, weightColumn) = (trainer, imageColumnName, labelColumnName, exampleWeightColumnName);
        (this.seed, this.cancellation) = (seed, cancellation);
    }

    // IEstimator<ITransformer>, not of the transformer's own type: only then does ML.NET's Append keep chains flat.

    /// <summary>Reads the rows once and trains.</summary>
    /// <param name="input">The training data; rows without a label are left out.</param>
    /// <returns>An <see cref="ImageClassifierTransformer"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The image or label column is missing or of a type that cannot work.</exception>
    /// <exception cref="DatasetException">No row has a label.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ImageShape shape = ImageClassifierTransformer.ShapeOf(input.Schema, imageColumn);
        LabelColumn label = LabelColumn.Of(input.Schema, labelColumn, CatalogEnvironment.None);
        DataViewSchema.Column image = input.Schema[imageColumn];
        DataViewSchema.Column? weight = weightColumn is null ? null : input.Schema[weightColumn];
        var (pixels, names, weights) = (new List<byte[]>(), new List<string>(), new List<float>());
        using (DataViewRowCursor cursor = input.GetRowCursor(weight is { } column ? [image, label.Column, column] : [image, label.Column]))
        {
            ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(image);
            ValueGetter<float>? getWeight = weight is { } w ? cursor.GetGetter<float>(w) : null;
            Func<string?> read = label.Open(cursor);
            VBuffer<float> values = default;
            float own = 1;
            while (cursor.MoveNext())
            {
                if (read() is not { } name) continue;
                get(ref values);
                pixels.Add([.. values.DenseValues().Select(v => (byte)MathF.Round(255 * Math.Clamp(v, 0, 1)))]);
                names.Add(name);
                getWeight?.Invoke(ref own);
                weights.Add(own);
            }
        }

        if (pixels.Count == 0)
            throw new DatasetException("There is nothing to train a classifier on.", $"No row has a label in '{labelColumn}'.",
                "Give training data with labels.");
        // In alphabetical order: the same rows in another order make the same classifier's outputs.
        var classes = new ClassMap(names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var images = new LabelledImageSet($"{pixels.Count} rows of the column '{imageColumn}'", shape, classes, [.. names.Select(classes.IndexOf)],
            pixels.SelectMany(p => p).ToArray());
        return new ImageClassifierTransformer(trainer.Train(images, weight is null ? null : weights, seed, cancellation), classes, shape, imageColumn);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        // A third party cannot make a column's shape; these steps of ML.NET promise the same columns.
        TransformsCatalog catalog = new MLContext().Transforms;
        return catalog.CopyColumns(ImageClassifierTransformer.ScoreColumn, imageColumn)
            .Append(catalog.Conversion.MapValueToKey(ImageClassifierTransformer.PredictedColumn, labelColumn)).GetOutputSchema(inputSchema);
    }
}
