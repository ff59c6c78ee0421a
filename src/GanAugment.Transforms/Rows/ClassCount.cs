using GanAugment.Transforms.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Rows;

/// <summary>One pass over the labels: how many rows each class has, and which of them serve as templates.</summary>
internal sealed class ClassCount
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, (int Index, long Count)> counts = new(StringComparer.Ordinal);
    // The rows with the smallest hashes are a uniform choice whatever the order they come in.
    private readonly List<PriorityQueue<DataViewRowId, ulong>> smallest = [];

    private ClassCount()
    {
    }

    /// <summary>Rows of the view, those without a label too.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows whose label is missing.</summary>
    public long Unlabelled { get; private set; }

    /// <summary>Rows by class, in order of first appearance.</summary>
    public IEnumerable<KeyValuePair<string, long>> PerClass => names.Select(name => KeyValuePair.Create(name, counts[name].Count));

    /// <summary>The template rows of each class, in the same order.</summary>
    public IReadOnlyList<DataViewRowId[]> Templates =>
        [.. smallest.Select(queue => queue.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element).ToArray())];

    public static ClassCount Of(IDataView data, LabelColumn label, long seed, CancellationToken cancellation)
    {
        var result = new ClassCount();
        using DataViewRowCursor cursor = data.GetRowCursor([label.Column]);
        Func<string?> read = label.Open(cursor);
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            if (result.Rows++ % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            if (read() is not { } name)
            {
                result.Unlabelled++;
                continue;
            }

            getId(ref id);
            result.Add(name, id, SplitMix.Mix(SplitMix.Mix((ulong)seed, id.Low), id.High));
        }

        return result;
    }

    private void Add(string name, DataViewRowId id, ulong hash)
    {
        if (!counts.TryGetValue(name, out (int Index, long Count) seen))
        {
            seen = (names.Count, 0);
            names.Add(name);
            smallest.Add(new PriorityQueue<DataViewRowId, ulong>(Comparer<ulong>.Create((a, b) => b.CompareTo(a))));
        }

        counts[name] = (seen.Index, seen.Count + 1);
        PriorityQueue<DataViewRowId, ulong> chosen = smallest[seen.Index];
        if (chosen.Count < TemplateRows.PerClass) chosen.Enqueue(id, hash);
        else chosen.EnqueueDequeue(id, hash);
    }
}
