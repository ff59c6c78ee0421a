using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Rows;

/// <summary>For each class a random choice of real rows, from which synthetic rows copy the columns that are neither image nor label.</summary>
/// <remarks>
/// Rows are chosen by their ids while the labels are counted, so that the choice does not depend on the order of reading. Their values are read
/// only when a trainer asks for such a column: most ask for nothing but features and label.
/// </remarks>
internal sealed class TemplateRows
{
    /// <summary>Rows kept per class: enough for variety, few enough for wide columns.</summary>
    public const int PerClass = 64;

    private readonly SyntheticRows rows;
    private readonly ulong seed;
    private readonly int[] first;
    private readonly int[] counts;
    private readonly Dictionary<DataViewRowId, int> places;
    private readonly Dictionary<int, Array> captured = [];
    private readonly Lock gate = new();

    public TemplateRows(SyntheticRows rows, IReadOnlyList<DataViewRowId[]> chosen, long seed)
    {
        this.rows = rows;
        this.seed = (ulong)seed;
        first = new int[chosen.Count];
        counts = [.. chosen.Select(ids => ids.Length)];
        for (int c = 1; c < first.Length; c++) first[c] = first[c - 1] + counts[c - 1];
        places = chosen.SelectMany(ids => ids).Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);
    }

    /// <summary>The values of a column in the chosen rows; a synthetic row takes that at its <see cref="PlaceOf"/>.</summary>
    /// <param name="data">The real rows.</param>
    /// <param name="index">The column.</param>
    /// <param name="together">Columns worth reading in the same pass, because the same cursor wants them.</param>
    public T[] Values<T>(IDataView data, int index, IReadOnlyList<int> together)
    {
        lock (gate)
        {
            if (!captured.ContainsKey(index)) Capture(data, [.. together.Append(index).Distinct().Where(i => !captured.ContainsKey(i))]);
            return (T[])captured[index];
        }
    }

    /// <summary>The same place for all columns of a synthetic row: what it copies belongs together. A class that has no real row copies from rows of all
    /// classes: a trainer leaves rows out whose weight is missing.</summary>
    public int PlaceOf(int row)
    {
        int c = rows.ClassOf(row);
        ulong draw = SplitMix.Mix(SplitMix.Mix(seed, (ulong)c), (ulong)rows.RowInClass(row));
        return counts[c] > 0 ? first[c] + (int)(draw % (ulong)counts[c]) : (int)(draw % (ulong)places.Count);
    }

    private void Capture(IDataView data, int[] columns)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns.Select(i => data.Schema[i]));
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        CapturedValues[] values = [.. columns.Select(i => CapturedValues.Of(cursor, i, places.Count))];
        int missing = places.Count;
        DataViewRowId id = default;
        while (missing > 0 && cursor.MoveNext())
        {
            getId(ref id);
            if (!places.TryGetValue(id, out int place)) continue;
            foreach (CapturedValues column in values) column.Capture(place);
            missing--;
        }

        if (missing > 0)
            throw new DatasetException(
                "The training data does not give the same rows twice.",
                $"{missing} of {places.Count} rows were not found again by their ids.",
                "Cache the data before the augmentation.");
        for (int i = 0; i < columns.Length; i++) captured.Add(columns[i], values[i].Values);
    }
}
