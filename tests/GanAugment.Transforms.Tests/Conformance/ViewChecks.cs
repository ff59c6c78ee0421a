using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Conformance;

/// <summary>When two views have the same values, as ML.NET's own tests define it: whatever columns their cursors are asked for, values, ids and positions
/// agree, a cursor's schema is its view's, and no id stands twice.</summary>
internal static class ViewChecks
{
    public static void SameValues(IDataView first, IDataView second)
    {
        Assert.Equal(first.Schema.Count, second.Schema.Count);
        Compare(first, second, [.. second.Schema]);
        Compare(first, second, [.. second.Schema.Where(column => column.Index % 2 == 0)]);
        Compare(first, second, [.. second.Schema.Where(column => column.Index % 2 != 0)]);
        foreach (DataViewSchema.Column column in second.Schema) Compare(first, second, [column]);
    }

    // All columns of the first against some of the second.
    private static void Compare(IDataView first, IDataView second, DataViewSchema.Column[] some)
    {
        using DataViewRowCursor left = first.GetRowCursor(first.Schema), right = second.GetRowCursor(some);
        Assert.Same(first.Schema, left.Schema);
        Assert.Same(second.Schema, right.Schema);
        Assert.Equal(some.Select(column => column.Index), second.Schema.Where(right.IsColumnActive).Select(column => column.Index));
        (Func<string> Left, Func<string> Right)[] values =
            [.. some.Select(column => (Values.Open(left, first.Schema[column.Index]), Values.Open(right, column)))];
        ValueGetter<DataViewRowId> leftId = left.GetIdGetter(), rightId = right.GetIdGetter();
        DataViewRowId id = default, same = default;
        var seen = new HashSet<DataViewRowId>();
        while (true)
        {
            bool more = left.MoveNext();
            Assert.Equal(more, right.MoveNext());
            Assert.Equal(left.Position, right.Position);
            if (!more) return;
            leftId(ref id);
            rightId(ref same);
            Assert.Equal(id, same);
            Assert.True(seen.Add(id), $"The id {id} stands twice.");
            foreach (var (l, r) in values) Assert.Equal(l(), r());
        }
    }
}
