using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

/// <summary>What holds for every data view, whatever it shows: cursors over any columns agree with each other in values and ids.</summary>
internal static class CursorInvariants
{
    /// <summary>Fails where cursors of the view disagree with each other or with its schema.</summary>
    public static void Check(IDataView view)
    {
        DataViewSchema.Column[] all = [.. view.Schema];
        List<RowSnapshot> expected = RowSnapshot.Read(view, all);
        if (view.GetRowCount() is { } count)
            Assert.Equal(count, expected.Count);
        Assert.Equal(expected.Count, expected.Select(row => row.Id).Distinct().Count());

        CheckSubset(view, expected, all.Where(column => column.Index % 2 == 0));
        CheckSubset(view, expected, all.Where(column => column.Index % 2 == 1));
        CheckSubset(view, expected, []);
        foreach (DataViewSchema.Column column in all)
            CheckSubset(view, expected, [column]);

        CheckCursorSet(view, expected, all);
        CheckShuffled(view, expected, all);
        CheckAccess(view, all);
    }

    private static void CheckSubset(IDataView view, List<RowSnapshot> expected, IEnumerable<DataViewSchema.Column> columns)
    {
        DataViewSchema.Column[] active = [.. columns];
        List<RowSnapshot> rows = RowSnapshot.Read(view, active);
        Assert.Equal(expected.Select(row => row.Id), rows.Select(row => row.Id));
        Assert.Equal(expected.Select(row => row.Position), rows.Select(row => row.Position));
        for (int i = 0; i < rows.Count; i++)
        {
            foreach (DataViewSchema.Column column in active)
                Assert.Equal(expected[i].Values[column.Index], rows[i].Values[column.Index]);
        }
    }

    // A set shows the same rows; every batch is in one cursor only, and no cursor goes back.
    private static void CheckCursorSet(IDataView view, List<RowSnapshot> expected, DataViewSchema.Column[] all)
    {
        var seen = new List<RowSnapshot>();
        var batches = new HashSet<long>();
        DataViewRowCursor[] cursors = view.GetRowCursorSet(all, 3);
        Assert.NotEmpty(cursors);
        foreach (DataViewRowCursor cursor in cursors)
        {
            using (cursor)
            {
                Assert.Same(view.Schema, cursor.Schema);
                List<RowSnapshot> rows = RowSnapshot.Read(cursor, all);
                Assert.Equal(rows.Select(row => row.Batch).Order(), rows.Select(row => row.Batch));
                Assert.All(rows.Select(row => row.Batch).Distinct(), batch => Assert.True(batches.Add(batch)));
                seen.AddRange(rows);
            }
        }

        SameRowsInAnyOrder(expected, seen);
    }

    private static void CheckShuffled(IDataView view, List<RowSnapshot> expected, DataViewSchema.Column[] all)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(all, new Random(7));
        List<RowSnapshot> rows = RowSnapshot.Read(cursor, all);
        SameRowsInAnyOrder(expected, rows);
        if (!view.CanShuffle)
            Assert.Equal(expected.Select(row => row.Id), rows.Select(row => row.Id));
    }

    private static void SameRowsInAnyOrder(List<RowSnapshot> expected, List<RowSnapshot> rows)
    {
        Dictionary<DataViewRowId, RowSnapshot> byId = rows.ToDictionary(row => row.Id);
        Assert.Equal(expected.Count, byId.Count);
        foreach (RowSnapshot row in expected)
            Assert.Equal(row.Values, byId[row.Id].Values);
    }

    private static void CheckAccess(IDataView view, DataViewSchema.Column[] all)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(all.Take(1));
        Assert.Same(view.Schema, cursor.Schema);
        Assert.Equal(-1, cursor.Position);
        foreach (DataViewSchema.Column column in all)
            Assert.Equal(column.Index == 0, cursor.IsColumnActive(column));
        while (cursor.MoveNext())
        {
        }

        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
    }
}
