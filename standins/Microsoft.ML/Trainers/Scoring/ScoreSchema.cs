namespace Microsoft.ML.Data;

/// <summary>The columns that a multiclass model adds, and their annotations.</summary>
internal static class ScoreSchema
{
    public const int PredictedLabelIndex = 0;
    public const int ScoreIndex = 1;

    private static readonly KeyDataViewType _setType = new(typeof(uint), int.MaxValue);

    public static DataViewSchema.DetachedColumn[] Columns(int classes, DataViewSchema.Column label, uint set)
    {
        var score = new DataViewSchema.Annotations.Builder();
        var predicted = new DataViewSchema.Annotations.Builder();
        if (label.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is VectorDataViewType names && names.Size == classes)
        {
            var getter = AnnotationGetter(label, names);
            score.Add(AnnotationKinds.TrainingLabelValues, names, getter);
            if (names.ItemType is TextDataViewType)
                score.Add(AnnotationKinds.SlotNames, names, getter);
            predicted.Add(AnnotationKinds.KeyValues, names, getter);
        }

        AddKinds(score, "Score", set);
        AddKinds(predicted, "PredictedLabel", set);
        return
        [
            new("PredictedLabel", new KeyDataViewType(typeof(uint), classes), predicted.ToAnnotations()),
            new("Score", new VectorDataViewType(NumberDataViewType.Single, classes), score.ToAnnotations()),
        ];
    }

    /// <summary>Each model applied to a schema has its own set of columns, numbered from one.</summary>
    public static uint NextSet(DataViewSchema input)
    {
        uint last = 0;
        foreach (var column in input.Where(c => _setType.Equals(c.Annotations.Schema.GetColumnOrNull(AnnotationKinds.ScoreColumnSetId)?.Type)))
        {
            uint set = 0;
            column.Annotations.GetValue(AnnotationKinds.ScoreColumnSetId, ref set);
            last = Math.Max(last, set);
        }

        return last + 1;
    }

    private static void AddKinds(DataViewSchema.Annotations.Builder annotations, string valueKind, uint set)
    {
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance, "MulticlassClassification".AsMemory());
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, _setType, set);
    }

    private static Delegate AnnotationGetter(DataViewSchema.Column label, VectorDataViewType names)
        => RawTypes.Invoke<Delegate>(typeof(ScoreSchema), nameof(Getter), [names.RawType], label.Annotations);

    private static Delegate Getter<T>(DataViewSchema.Annotations annotations)
        => annotations.GetGetter<T>(annotations.Schema[AnnotationKinds.KeyValues]);
}
