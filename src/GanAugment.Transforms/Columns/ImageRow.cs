using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms.Columns;

/// <summary>One row with one image, for steps of ML.NET that are to work on a single image.</summary>
internal sealed class ImageRow : DataViewRow
{
    public const string Column = "Image", Resized = "Resized";

    public ImageRow()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(Column, new ImageDataViewType());
        Schema = builder.ToSchema();
        View = new NoRows(Schema);
    }

    /// <summary>A view of the same schema without rows.</summary>
    public IDataView View { get; }

    public MLImage? Image { get; set; }

    public override DataViewSchema Schema { get; }

    public override long Position => 0;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        (ValueGetter<TValue>)(Delegate)(ValueGetter<MLImage?>)((ref MLImage? value) => value = Image);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = default;

    private sealed class NoRows(DataViewSchema schema) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => schema;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => throw new NotSupportedException();

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            throw new NotSupportedException();
    }
}
