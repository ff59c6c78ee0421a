using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// One object at a time as a row; all columns are active.
internal sealed class InputRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly Delegate[] _getters;
    private TRow _current;
    private long _position = -1;

    public InputRow(SchemaDefinition definition)
    {
        MemberColumn[] columns = MemberColumn.Of(typeof(TRow), SchemaDefinition.Direction.Read, definition);
        Schema = MemberColumn.Schema(columns);
        _getters = [.. columns.Select(column => MemberGetters.Make<TRow>(column, Current))];
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public void Show(TRow row)
    {
        Contracts.CheckValue(row, nameof(row));
        _current = row;
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters[column.Index].As<TValue>();

    private TRow Current()
    {
        Contracts.Check(_position >= 0, Getters.FetchValueStateError);
        return _current;
    }
}
