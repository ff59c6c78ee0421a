using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>Rows in memory as a view with the columns that a compared pipeline reads.</summary>
internal static class RowView
{
    /// <summary>Rows without weights.</summary>
    public static IDataView Of(MLContext ml, VectorDataViewType type, IEnumerable<(float[] Vector, string Label)> rows) =>
        View(ml, type, rows.Select(row => new Row { Pixels = row.Vector, Label = row.Label }));

    /// <summary>Rows with weights.</summary>
    public static IDataView Of(MLContext ml, VectorDataViewType type, IEnumerable<(float[] Vector, string Label, float Weight)> rows) =>
        View(ml, type, rows.Select(row => new WeightedRow { Pixels = row.Vector, Label = row.Label, Weight = row.Weight }));

    private static IDataView View<TRow>(MLContext ml, VectorDataViewType type, IEnumerable<TRow> rows)
        where TRow : Row
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(TRow));
        schema[AugmentationComparison.PixelColumn].ColumnType = type;
        return ml.Data.LoadFromEnumerable<TRow>([.. rows], schema);
    }

    // The names of the properties are those of the columns.
    private class Row
    {
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class WeightedRow : Row
    {
        public float Weight { get; set; }
    }
}
