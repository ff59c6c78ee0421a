using GanAugment.Data;
using GanAugment.Transforms.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Rows;

/// <summary>The ids and classes of a view's rows, and what can be chosen of them at random whatever order they come in.</summary>
internal sealed class LabelledRows
{
    private readonly List<(DataViewRowId Id, string? Class)> rows = [];

    public LabelledRows(IDataView data, LabelColumn label, CancellationToken cancellation)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema[label.Column.Index]]);
        Func<string?> read = label.Open(cursor);
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        while (cursor.MoveNext())
        {
            if (rows.Count % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            DataViewRowId id = default;
            getId(ref id);
            rows.Add((id, read()));
        }
    }

    public int Count => rows.Count;

    /// <summary>The class of every row in order; null where the label is missing.</summary>
    public IEnumerable<string?> Classes => rows.Select(row => row.Class);

    /// <summary>Holds out a share of every class; a class of two or more rows gives at least one and keeps at least one.</summary>
    public Dictionary<DataViewRowId, int> HoldOut(double share, long seed, int count)
    {
        var held = new Dictionary<DataViewRowId, int>();
        foreach (var own in ByClass())
        {
            DataViewRowId[] order = [.. own.OrderBy(id => Hash(seed, id))];
            int taken = order.Length < 2 ? 0 : Math.Clamp((int)Math.Round(share * order.Length), 1, order.Length - 1);
            foreach (DataViewRowId id in order.AsSpan(0, taken)) held.Add(id, count);
        }

        return held;
    }

    /// <summary>How often each row stands when random duplicates fill every class up to the largest; rows that stand once are left out.</summary>
    public Dictionary<DataViewRowId, int> Oversampled(long seed, out long added)
    {
        var sizes = ByClass().Select(own => (Name: own.Key, Count: own.Count())).ToArray();
        int largest = sizes.Length == 0 ? 0 : sizes.Max(own => own.Count);
        added = sizes.Sum(own => (long)largest - own.Count);
        return Repeated(seed, sizes.ToDictionary(own => own.Name, own => (long)largest - own.Count));
    }

    /// <summary>How often each row stands when random duplicates are added to its class; rows that stand once are left out.</summary>
    /// <param name="seed">Chooses.</param>
    /// <param name="duplicates">Rows to add by class name; a class that is left out gets none.</param>
    public Dictionary<DataViewRowId, int> Repeated(long seed, IReadOnlyDictionary<string, long> duplicates)
    {
        var counts = new Dictionary<DataViewRowId, int>();
        foreach (var own in ByClass())
        {
            long lacking = duplicates.GetValueOrDefault(own.Key);
            if (lacking == 0) continue;
            // Whole rounds first, then a random choice: no row stands more than once more often than another.
            DataViewRowId[] order = [.. own.OrderBy(id => Hash(seed, id))];
            for (int i = 0; i < order.Length; i++)
            {
                int times = checked((int)(1 + lacking / order.Length + (i < lacking % order.Length ? 1 : 0)));
                if (times > 1) counts.Add(order[i], times);
            }
        }

        return counts;
    }

    private IEnumerable<IGrouping<string, DataViewRowId>> ByClass() =>
        rows.Where(row => row.Class is not null).GroupBy(row => row.Class!, row => row.Id);

    private static ulong Hash(long seed, DataViewRowId id) => SplitMix.Mix(SplitMix.Mix((ulong)seed ^ 0x47617465, id.Low), id.High);
}
