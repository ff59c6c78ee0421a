using GanAugment.Data;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Filtering;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>What a model says of rows: a class for each, and probabilities where its scores can be matched to the classes.</summary>
/// <param name="Predicted">Per row an index into the classes; −1 where the prediction is none of them.</param>
/// <param name="Probabilities">[N, K]; null where the scores say nothing that can be matched.</param>
internal sealed record ModelScores(int[] Predicted, float[]? Probabilities)
{
    private const string PredictedColumn = "PredictedLabel", ScoreColumn = "Score";

    /// <summary>Scores rows.</summary>
    public static ModelScores Of(ITransformer model, IDataView rows, ClassMap classes)
    {
        IDataView scored = model.Transform(rows);
        LabelColumn label = LabelColumn.Of(scored.Schema, PredictedColumn, CatalogEnvironment.None);
        int[]? slots = Slots(scored.Schema, classes);
        using DataViewRowCursor cursor = scored.GetRowCursor(slots is null ? [label.Column] : [label.Column, scored.Schema[ScoreColumn]]);
        Func<string?> read = label.Open(cursor);
        ValueGetter<VBuffer<float>>? get = slots is null ? null : cursor.GetGetter<VBuffer<float>>(scored.Schema[ScoreColumn]);
        VBuffer<float> scores = default;
        var predicted = new List<int>();
        var probabilities = new List<float>();
        while (cursor.MoveNext())
        {
            predicted.Add(read() is { } name ? classes.IndexOf(name) : -1);
            if (get is null) continue;
            get(ref scores);
            float[] own = [.. scores.DenseValues()], row = new float[classes.Count];
            Scores.ToProbabilities(own);
            for (int s = 0; s < own.Length; s++) row[slots![s]] = own[s];
            probabilities.AddRange(row);
        }

        return new ModelScores([.. predicted], slots is null ? null : [.. probabilities]);
    }

    // The class of every score: by slot names, else by the key's names.
    private static int[]? Slots(DataViewSchema schema, ClassMap classes)
    {
        if (schema.GetColumnOrNull(ScoreColumn) is not { Type: VectorDataViewType vector } column
            || !vector.ItemType.Equals(NumberDataViewType.Single)) return null;
        string[] names;
        if (column.HasSlotNames())
        {
            VBuffer<ReadOnlyMemory<char>> slots = default;
            column.GetSlotNames(ref slots);
            names = [.. slots.DenseValues().Select(name => name.ToString())];
        }
        else if (schema.GetColumnOrNull(PredictedColumn) is { Type: KeyDataViewType } key && key.HasKeyValues())
        {
            names = KeyNames.Of(key);
        }
        else
        {
            return null;
        }

        int[] indices = [.. names.Select(classes.IndexOf)];
        return names.Length == vector.Size && indices.All(i => i >= 0) && indices.Distinct().Count() == indices.Length ? indices : null;
    }
}
