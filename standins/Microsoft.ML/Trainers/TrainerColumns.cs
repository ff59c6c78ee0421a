using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The columns that multiclass trainers want and give.</summary>
internal static class TrainerColumns
{
    public static SchemaShape.Column Features(string name)
        => new(name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false);

    public static SchemaShape.Column Key(string name)
        => name is null ? default : new(name, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true);

    public static SchemaShape.Column Weight(string name)
        => name is null ? default : new(name, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false);

    public static SchemaShape.Column[] MulticlassOutput(SchemaShape input, string labelName)
    {
        input.TryFindColumn(labelName, out var label);
        var scoreKinds = new List<SchemaShape.Column>();
        var labelKinds = new List<SchemaShape.Column>();
        foreach (var values in label.Annotations.Where(kind => kind.Name == AnnotationKinds.KeyValues))
        {
            labelKinds.Add(values);
            if (values.Kind != SchemaShape.Column.VectorKind.Vector)
                continue;
            if (values.ItemType is TextDataViewType)
                scoreKinds.Add(new(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false));
            scoreKinds.Add(new(AnnotationKinds.TrainingLabelValues, SchemaShape.Column.VectorKind.Vector, values.ItemType, isKey: false));
        }

        return
        [
            new("Score", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, new SchemaShape(scoreKinds.Concat(Common()))),
            new("PredictedLabel", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true, new SchemaShape(labelKinds.Concat(Common()))),
        ];
    }

    private static IEnumerable<SchemaShape.Column> Common()
    {
        yield return new(AnnotationKinds.ScoreColumnSetId, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true);
        yield return new(AnnotationKinds.ScoreColumnKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, isKey: false);
        yield return new(AnnotationKinds.ScoreValueKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, isKey: false);
    }
}
