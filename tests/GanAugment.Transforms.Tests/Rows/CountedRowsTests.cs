using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Rows;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Rows;

/// <summary>Views of some rows of another, and of rows that repeat.</summary>
public sealed class CountedRowsTests
{
    private readonly MLContext context = new(1);

    private IDataView Data => field ??= context.Data.Cache(Example.View(context, 12, 6, 3));

    private LabelledRows Rows => new(Data, LabelColumn.Of(Data.Schema, "Label", CatalogEnvironment.None), default);

    [Fact]
    public void Two_parts_make_the_whole_and_have_every_class()
    {
        IDataView kept = new CountedRows(Data, Rows.HoldOut(0.3, 5, 0), 1), held = new CountedRows(Data, Rows.HoldOut(0.3, 5, 1), 0);
        Assert.Equal(Values.Of(Data, "Name").Order(), Values.Of(kept, "Name").Concat(Values.Of(held, "Name")).Order());
        Assert.Equal([4, 2, 1], Values.Of(held, "Label").CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.NotEqual(Values.Of(held, "Name"), Values.Of(new CountedRows(Data, Rows.HoldOut(0.3, 6, 1), 0), "Name"));
    }

    [Fact]
    public void Oversampling_fills_every_class_and_repeats_rows_evenly()
    {
        IDataView view = new CountedRows(Data, Rows.Oversampled(5, out long added), 1);
        Assert.Equal(6 + 9, added);
        Assert.Equal([12, 12, 12], Values.Of(view, "Label").CountBy(label => label).Select(pair => pair.Value));
        Assert.All(Values.Of(view, "Name").CountBy(name => name), pair => Assert.InRange(pair.Value, 1, 4));
        Assert.Equal(21, Values.Of(view, "Name").Distinct().Count());
    }

    [Fact]
    public void They_hold_what_every_view_must()
    {
        CursorInvariants.Hold(new CountedRows(Data, Rows.HoldOut(0.3, 5, 0), 1));
        IDataView repeated = new CountedRows(Data, Rows.Oversampled(5, out _), 1);
        CursorInvariants.Hold(repeated);
        using DataViewRowCursor cursor = repeated.GetRowCursor([]);
        Assert.Equal(-1, cursor.Position);
        while (cursor.MoveNext())
        {
        }

        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
    }
}
