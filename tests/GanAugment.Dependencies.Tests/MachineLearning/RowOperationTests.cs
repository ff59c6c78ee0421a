using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class RowOperationTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Taking_and_skipping_know_their_count_and_refuse_shuffling()
    {
        IDataView some = _ml.Data.TakeRows(_ml.Data.SkipRows(Samples.Load(_ml), 3), 4);
        Assert.Equal([3f, 4, 5, 6], Samples.Column<float>(some, "Weight"));
        Assert.Equal(4, some.GetRowCount());
        Assert.Equal(2, _ml.Data.TakeRows(Samples.Load(_ml, 2), 9).GetRowCount());
        Assert.False(_ml.Data.TakeRows(_ml.Data.Cache(Samples.Load(_ml)), 4).CanShuffle);
        CursorInvariants.Check(some);
    }

    [Fact]
    public void Filtering_by_a_number_includes_the_lower_bound_only()
    {
        IDataView some = _ml.Data.FilterRowsByColumn(Samples.Load(_ml), "Weight", 2, 5);
        Assert.Equal([2f, 3, 4], Samples.Column<float>(some, "Weight"));
        Assert.Null(some.GetRowCount());
        CursorInvariants.Check(some);
        Assert.Throws<ArgumentOutOfRangeException>("columnName", () => _ml.Data.FilterRowsByColumn(Samples.Load(_ml), "Name", 0, 1));
    }

    [Fact]
    public void Rows_with_missing_numbers_can_be_dropped()
    {
        SampleRow[] rows =
        [
            new() { Weight = 1, Features = [0, float.NaN] }, new() { Weight = float.NaN, Features = [0, 0] }, new() { Weight = 3, Features = [1, 1] },
        ];
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        Assert.Equal([1f, 3], Samples.Column<float>(_ml.Data.FilterRowsByMissingValues(data, "Weight"), "Weight"));
        Assert.Equal([3f], Samples.Column<float>(_ml.Data.FilterRowsByMissingValues(data, "Weight", "Features"), "Weight"));
    }

    [Fact]
    public void Shuffling_keeps_rows_and_ids_and_gives_every_cursor_the_same_order()
    {
        IDataView shuffled = _ml.Data.ShuffleRows(Samples.Load(_ml, 50), seed: 5);
        List<float> order = Samples.Column<float>(shuffled, "Weight");
        Assert.NotEqual(order.Order(), order);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (float)i), order.Order());
        CursorInvariants.Check(shuffled);
    }

    [Fact]
    public void A_cache_shuffles_what_its_source_cannot()
    {
        IDataView cached = _ml.Data.Cache(Samples.Load(_ml, 50));
        Assert.True(cached.CanShuffle);
        CursorInvariants.Check(cached);
        DataViewSchema.Column weight = cached.Schema["Weight"];
        using DataViewRowCursor cursor = cached.GetRowCursor([weight], new Random(1));
        List<RowSnapshot> rows = RowSnapshot.Read(cursor, [weight]);
        Assert.NotEqual(rows.Select(row => row.Id).Order(), rows.Select(row => row.Id));
    }

    [Fact]
    public void A_cache_reads_only_columns_asked_for()
    {
        int calls = 0;
        IDataView data = Samples.Load(_ml);
        IDataView mapped = _ml.Transforms.CustomMapping<SampleRow, Counted>((_, _) => Interlocked.Increment(ref calls), null).Fit(data).Transform(data);
        IDataView cached = _ml.Data.Cache(mapped);
        Samples.Texts(cached, "Name");
        Assert.Equal(0, calls);
        Samples.Column<float>(cached, "Extra");
        Samples.Column<float>(cached, "Extra");
        Assert.Equal(12, calls);
    }

    [Fact]
    public void A_cache_and_a_shuffle_leave_images_out()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new ImageRow[] { new() { Name = "a" } });
        Assert.Equal(["Name", "Picture"], data.Schema.Select(column => column.Name));
        Assert.Equal(["Name"], _ml.Data.Cache(data).Schema.Select(column => column.Name));
        Assert.Equal(["Name"], _ml.Data.ShuffleRows(data).Schema.Select(column => column.Name));
        Assert.Throws<InvalidOperationException>(() => _ml.Data.Cache(data, "Picture"));
    }

    [Fact]
    public void An_error_while_computing_reaches_the_reader_wrapped()
    {
        IDataView data = Samples.Load(_ml);
        IDataView mapped = _ml.Transforms
            .CustomMapping<SampleRow, Counted>((_, _) => throw new FormatException("no such number"), null).Fit(data).Transform(data);
        Exception? error = Assert.Throws<InvalidOperationException>(() => Samples.Column<float>(mapped, "Extra"));
        while (error.InnerException is { } inner)
            error = inner;
        Assert.Equal("no such number", Assert.IsType<FormatException>(error).Message);
    }

    private sealed class Counted
    {
        public float Extra { get; set; }
    }

    private sealed class ImageRow
    {
        public string Name { get; set; } = "";

        [Microsoft.ML.Transforms.Image.ImageType(2, 2)]
        public MLImage? Picture { get; set; }
    }
}
