using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>What ML.NET's own tests demand of every view, whatever columns its cursors are asked for.</summary>
internal static class CursorInvariants
{
    public static void Hold(IDataView view)
    {
        DataViewSchema.Column[] all = [.. view.Schema];
        List<Dictionary<int, string>> whole = Read(view, all, out List<DataViewRowId> ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        if (view.GetRowCount() is { } count) Assert.Equal(count, whole.Count);

        // Any subset of columns gives the same rows, ids and values.
        foreach (DataViewSchema.Column[] some in Subsets(all))
        {
            List<Dictionary<int, string>> part = Read(view, some, out List<DataViewRowId> sameIds);
            Assert.Equal(ids, sameIds);
            for (int i = 0; i < whole.Count; i++)
                foreach (DataViewSchema.Column column in some)
                    Assert.Equal(whole[i][column.Index], part[i][column.Index]);
        }

        // Random order gives the same rows under the same ids.
        List<Dictionary<int, string>> shuffled = Read(view, all, out List<DataViewRowId> shuffledIds, new Random(1));
        Dictionary<DataViewRowId, Dictionary<int, string>> byId = ids.Zip(whole).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal(ids.Count, shuffledIds.Count);
        for (int i = 0; i < shuffled.Count; i++) Assert.Equal(byId[shuffledIds[i]], shuffled[i]);

        // A set of cursors gives each row once.
        DataViewRowCursor[] set = view.GetRowCursorSet(all, 4);
        var together = new List<DataViewRowId>();
        foreach (DataViewRowCursor cursor in set)
            using (cursor)
                ReadAll(cursor, all, together);
        Assert.Equal(ids.Order(), together.Order());
    }

    public static void GettersRefuse(IDataView view, DataViewSchema.Column active, DataViewSchema.Column inactive)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([active]);
        Assert.True(cursor.IsColumnActive(active));
        Assert.False(cursor.IsColumnActive(inactive));
        Assert.ThrowsAny<ArgumentException>(() => Values.Open(cursor, inactive));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<DateTime>(active));
        Func<string> read = Values.Open(cursor, active);
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        Assert.Equal(-1, cursor.Position);
        Assert.Throws<InvalidOperationException>(read);
        Assert.Throws<InvalidOperationException>(() => { DataViewRowId id = default; getId(ref id); });
        while (cursor.MoveNext()) read();
        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
        Assert.Throws<InvalidOperationException>(read);
    }

    private static IEnumerable<DataViewSchema.Column[]> Subsets(DataViewSchema.Column[] all)
    {
        yield return [.. all.Where((_, i) => i % 2 == 0)];
        yield return [.. all.Where((_, i) => i % 2 == 1)];
        foreach (DataViewSchema.Column column in all) yield return [column];
        yield return [];
    }

    private static List<Dictionary<int, string>> Read(IDataView view, DataViewSchema.Column[] columns, out List<DataViewRowId> ids, Random? rand = null)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(columns, rand);
        Assert.Same(view.Schema, cursor.Schema);
        ids = [];
        return ReadAll(cursor, columns, ids);
    }

    private static List<Dictionary<int, string>> ReadAll(DataViewRowCursor cursor, DataViewSchema.Column[] columns, List<DataViewRowId> ids)
    {
        var rows = new List<Dictionary<int, string>>();
        Dictionary<int, Func<string>> readers = columns.ToDictionary(column => column.Index, column => Values.Open(cursor, column));
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        while (cursor.MoveNext())
        {
            Assert.Equal(rows.Count, cursor.Position);
            DataViewRowId id = default;
            getId(ref id);
            ids.Add(id);
            rows.Add(readers.ToDictionary(pair => pair.Key, pair => pair.Value()));
        }

        return rows;
    }
}
