using Microsoft.ML.Numeric;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>One pass over scored rows.</summary>
internal static class MulticlassEvaluator
{
    public static MulticlassClassificationMetrics Evaluate(
        IHost host, IDataView data, string labelName, string scoreName, string predictedName, int topK)
    {
        var label = Find(host, data.Schema, "Label", labelName);
        var score = Find(host, data.Schema, "Score", scoreName);
        Find(host, data.Schema, "PredictedLabel", predictedName);
        if (score.Type is not VectorDataViewType { Size: >= 2 } vector || vector.ItemType != NumberDataViewType.Single)
            throw host.ExceptSchemaMismatch("schema", "score", score.Name, "vector of two or more items of type Single", score.Type.ToString());
        if (label.Type != NumberDataViewType.Single && label.Type is not KeyDataViewType)
            throw host.ExceptSchemaMismatch("schema", "label", label.Name, "Single or Key", label.Type.ToString());

        var counts = new MulticlassCounts(vector.Size);
        long unlabelled = 0, oddLabels = 0, badScores = 0;
        using (var cursor = data.GetRowCursor([label, score]))
        {
            var readLabel = LabelReader.Open(cursor, label);
            var readScores = cursor.GetGetter<VBuffer<float>>(score);
            var scores = new float[vector.Size];
            VBuffer<float> row = default;
            while (cursor.MoveNext())
            {
                float actual = readLabel();
                if (float.IsNaN(actual))
                {
                    unlabelled++;
                    continue;
                }

                if (actual < 0 || actual != (int)actual)
                {
                    oddLabels++;
                    continue;
                }

                readScores(ref row);
                Contracts.Check(row.Length == scores.Length);
                if (!DenseMath.IsFinite(row.GetValues()))
                {
                    badScores++;
                    continue;
                }

                row.CopyTo(scores);
                counts.Add((int)actual, scores);
            }
        }

        using var channel = host.Start("Evaluate");
        Warn(channel, unlabelled, "Encountered {0} unlabeled instances during testing.");
        Warn(channel, badScores, "The predictor produced non-finite prediction values on {0} instances during testing. " +
            "Possible causes: abnormal data or the predictor is numerically unstable.");
        Warn(channel, counts.UnknownClasses, "Found {0} test instances with class values not seen in the training set. " +
            "LogLoss is reported higher than usual because of these instances.");
        Warn(channel, oddLabels, "Found {0} test instances with labels that are either negative or non integers. These instances were ignored");
        return new MulticlassClassificationMetrics(counts, topK, ClassNames(score, vector.Size));
    }

    private static DataViewSchema.Column Find(IHost host, DataViewSchema schema, string role, string name)
        => schema.GetColumnOrNull(name) ?? throw host.ExceptSchemaMismatch("schema", role, name);

    private static void Warn(IChannel channel, long count, string message)
    {
        if (count > 0)
            channel.Warning(MessageSensitivity.None, message, count);
    }

    private static string[] ClassNames(DataViewSchema.Column score, int classes)
    {
        if (!score.HasSlotNames())
            return [.. Enumerable.Range(0, classes).Select(c => c.ToString())];

        VBuffer<ReadOnlyMemory<char>> names = default;
        score.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
