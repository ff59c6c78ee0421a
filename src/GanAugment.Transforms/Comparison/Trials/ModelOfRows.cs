using GanAugment.Data;
using GanAugment.Filtering;
using Microsoft.ML;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>A fitted pipeline as a classifier of images, for filters; whoever is done with it leaves it as it is.</summary>
/// <param name="model">Reads the columns that compared pipelines read.</param>
/// <param name="like">Says how images become rows.</param>
internal sealed class ModelOfRows(ITransformer model, ComparedImages like) : IImageClassifier
{
    private readonly MLContext ml = new(0);

    public IReadOnlyList<string> Classes => like.Classes;

    public void Classify(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> probabilities)
    {
        var pixels = new float[count][];
        for (int n = 0; n < count; n++)
        {
            pixels[n] = images.Slice(n * shape.Length, shape.Length).ToArray();
            for (int p = 0; p < shape.Length; p++) pixels[n][p] = Math.Clamp((pixels[n][p] + 1) / 2, 0, 1);
        }

        IDataView rows = RowView.Of(ml, like.VectorType, like.Represent(pixels).Select(v => (v, like.Classes[0])));
        ModelScores scores = ModelScores.Of(model, rows, like.Classes);
        if (scores.Probabilities is { } found)
        {
            found.CopyTo(probabilities);
            return;
        }

        probabilities.Clear();
        for (int n = 0; n < count; n++)
            if (scores.Predicted[n] is >= 0 and var c) probabilities[n * like.Classes.Count + c] = 1;
    }

    public void Dispose()
    {
    }
}
