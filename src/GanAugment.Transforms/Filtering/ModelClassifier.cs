using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Transforms.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Filtering;

/// <summary>An ML.NET model that scores images put into a view like the training data.</summary>
internal sealed class ModelClassifier : IImageClassifier
{
    private const string Predicted = "PredictedLabel";

    private readonly ViewFilterContext context;
    private readonly ITransformer model;
    private readonly string scoreColumn;

    public ModelClassifier(FilterContext context, ITransformer model, string scoreColumn, IReadOnlyList<string>? classes)
    {
        this.context = context as ViewFilterContext ?? throw Unfit("can filter only what is added to an ML.NET view", "Use it in the options of AugmentWithBigGan.");
        this.model = model;
        this.scoreColumn = scoreColumn;
        DataViewSchema schema;
        try
        {
            schema = model.GetOutputSchema(this.context.View(0, []).Schema);
        }
        catch (ArgumentException e)
        {
            throw Unfit(
                $"cannot read the training data as it is before the augmentation: {e.Message.TrimEnd('.')}",
                "Give the part of a fitted pipeline that begins where AugmentWithBigGan stands: it takes the same image column.",
                e);
        }

        HasScores = schema.GetColumnOrNull(scoreColumn)?.Type is VectorDataViewType vector && vector.ItemType.Equals(NumberDataViewType.Single);
        Classes = classes ?? Names(schema);
    }

    public IReadOnlyList<string> Classes { get; }

    private bool HasScores { get; }

    public void Classify(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> probabilities)
    {
        IDataView scored = model.Transform(context.View(count, images.ToArray()));
        int n = 0;
        if (HasScores)
        {
            using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema[scoreColumn]]);
            ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(scored.Schema[scoreColumn]);
            VBuffer<float> scores = default;
            for (; cursor.MoveNext(); n++)
            {
                get(ref scores);
                if (scores.Length != Classes.Count)
                    throw Unfit($"gives {scores.Length} scores, but has {Classes.Count} classes", "Name the class of every score, in their order.");
                scores.CopyTo(probabilities.Slice(n * Classes.Count, Classes.Count));
                Scores.ToProbabilities(probabilities.Slice(n * Classes.Count, Classes.Count));
            }
        }
        else
        {
            probabilities.Clear();
            using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema[Predicted]]);
            Func<string?> read = LabelColumn.Of(scored.Schema, Predicted, CatalogEnvironment.None).Open(cursor);
            var index = new ClassMap(Classes);
            for (; cursor.MoveNext(); n++)
                if (read() is { } name && index.IndexOf(name) is >= 0 and var c) probabilities[n * Classes.Count + c] = 1;
        }

        if (n != count) throw Unfit($"gives {n} rows for {count} images", "Give a model that scores every row.");
    }

    public void Dispose()
    {
    }

    private string[] Names(DataViewSchema schema)
    {
        if (HasScores && schema[scoreColumn].HasSlotNames())
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            schema[scoreColumn].GetSlotNames(ref names);
            return [.. names.DenseValues().Select(name => name.ToString())];
        }

        if (schema.GetColumnOrNull(Predicted) is { Type: KeyDataViewType } predicted && predicted.HasKeyValues()) return KeyNames.Of(predicted);
        // A text that is predicted says its class by itself.
        if (!HasScores && schema.GetColumnOrNull(Predicted) is not null) return [.. context.Classes];
        throw Unfit(
            $"has neither scores with class names in '{scoreColumn}' nor a key or text '{Predicted}'",
            "Name the score column and the class of every score.");
    }

    private static OptionException Unfit(string why, string remedy, Exception? inner = null) =>
        new($"The model of a classifier filter {why}.", "It was given to ImageFilters.Classifier.", remedy, inner);
}
