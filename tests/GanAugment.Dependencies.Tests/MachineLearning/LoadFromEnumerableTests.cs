using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class LoadFromEnumerableTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Columns_follow_types_and_attributes_of_members_fields_first()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(new List<Annotated>());
        Assert.Equal(
            [
                "Field: Single", "Renamed: Vector<Byte, 2, 3>", "Text: String", "Label: Key<UInt32, 0-9>", "Flag: Boolean", "Any: Vector<Single>",
            ],
            view.Schema.Select(column => column.ToString()));
    }

    [Fact]
    public void Keys_count_from_one_in_columns_and_from_zero_in_objects()
    {
        Annotated[] rows = [new() { Label = 0 }, new() { Label = 9 }, new() { Label = 10 }];
        IDataView view = _ml.Data.LoadFromEnumerable(rows);
        Assert.Equal([1u, 10u, 0u], Samples.Column<uint>(view, "Label"));
    }

    [Fact]
    public void Lists_know_their_count_and_are_never_shuffled()
    {
        IDataView view = Samples.Load(_ml, 5);
        Assert.Equal(5, view.GetRowCount());
        Assert.Null(_ml.Data.LoadFromEnumerable(Samples.Rows(5).Where(row => row.Weight >= 0)).GetRowCount());
        Assert.False(view.CanShuffle);
        CursorInvariants.Check(view);
    }

    [Fact]
    public void A_column_that_was_not_asked_for_has_no_getter()
    {
        IDataView view = Samples.Load(_ml);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Name"]]);
        Assert.Contains(
            "requested column not active", Assert.Throws<ArgumentOutOfRangeException>("column", () => cursor.GetGetter<float>(view.Schema["Weight"])).Message);
    }

    [Fact]
    public void A_getter_of_another_type_is_refused()
    {
        IDataView view = Samples.Load(_ml);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Assert.Contains("Invalid TValue in GetGetter", Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(view.Schema["Weight"])).Message);
    }

    [Fact]
    public void Ids_cannot_be_fetched_before_the_first_row()
    {
        using DataViewRowCursor cursor = Samples.Load(_ml).GetRowCursor([]);
        DataViewRowId id = default;
        Assert.Contains("cannot be fetched", Assert.Throws<InvalidOperationException>(() => cursor.GetIdGetter()(ref id)).Message);
    }

    [Fact]
    public void Null_rows_are_refused_when_they_are_met()
    {
        using DataViewRowCursor cursor = _ml.Data.LoadFromEnumerable(new SampleRow[] { new(), null! }).GetRowCursor([]);
        Assert.True(cursor.MoveNext());
        Assert.Throws<InvalidOperationException>(() => cursor.MoveNext());
    }

    [Fact]
    public void Every_cursor_reads_the_sequence_anew()
    {
        int passes = 0;
        IDataView view = _ml.Data.LoadFromEnumerable(Counted());
        Samples.Texts(view, "Name");
        Samples.Texts(view, "Name");
        Assert.Equal(2, passes);

        IEnumerable<SampleRow> Counted()
        {
            passes++;
            foreach (SampleRow row in Samples.Rows(3))
                yield return row;
        }
    }

    [Fact]
    public void A_schema_gives_types_and_annotations_that_attributes_cannot()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        ReadOnlyMemory<char>[] names = ["left".AsMemory(), "right".AsMemory()];
        annotations.Add<VBuffer<ReadOnlyMemory<char>>>(
            "SlotNames",
            new VectorDataViewType(TextDataViewType.Instance, 2),
            (ref VBuffer<ReadOnlyMemory<char>> value) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref value, 2));
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, 1, 2), annotations.ToAnnotations());
        IDataView view = _ml.Data.LoadFromEnumerable(Samples.Rows(2), builder.ToSchema());

        Assert.Equal("Vector<Single, 1, 2>", view.Schema["Features"].Type.ToString());
        Assert.True(view.Schema["Features"].HasSlotNames());
        builder.AddColumn("Nobody", NumberDataViewType.Single);
        Assert.Contains(
            "Type should contain a member named Nobody",
            Assert.Throws<InvalidOperationException>(() => _ml.Data.LoadFromEnumerable(Samples.Rows(2), builder.ToSchema())).Message);
    }

    [Fact]
    public void A_definition_may_change_the_size_of_a_vector()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(SampleRow));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2, 1);
        Assert.Equal("Vector<Single, 2, 1>", _ml.Data.LoadFromEnumerable(Samples.Rows(1), definition).Schema["Features"].Type.ToString());
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Double, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.LoadFromEnumerable(Samples.Rows(1), definition));
    }

    private sealed class Annotated
    {
        public float Field = 0;

        [ColumnName("Renamed"), VectorType(2, 3)]
        public byte[] Pixels { get; set; } = [];

        public string Text { get; set; } = "";

        [KeyType(10)]
        public uint Label { get; set; }

        public bool Flag { get; set; }

        public float[] Any { get; set; } = [];

        [NoColumn]
        public Uri? Ignored { get; set; }
    }
}
