using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// The lazy view of a row-to-row transformer: input columns and those that its mapper adds.
internal sealed class RowToRowMapperTransform : TransformView, IRowToRowMapper
{
    private readonly IRowMapper _mapper;
    private readonly ColumnBindings _bindings;

    public RowToRowMapperTransform(IDataView input, IRowMapper mapper)
        : base(input)
    {
        _mapper = mapper;
        _bindings = new ColumnBindings(input.Schema, mapper.GetOutputColumns());
    }

    public DataViewSchema InputSchema => Source.Schema;

    public override DataViewSchema OutputSchema => _bindings.Schema;

    public static DataViewSchema GetOutputSchema(DataViewSchema inputSchema, IRowMapper mapper)
        => new ColumnBindings(inputSchema, mapper.GetOutputColumns()).Schema;

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        bool[] active = columnsNeeded.ActiveIn(OutputSchema);
        DataViewRowCursor[] inputs = Source.GetRowCursorSet(InputsFor(active), n, CanShuffle ? rand : null);
        if (inputs.Length == 1 && _bindings.AddedIndices.Any(index => active[index]))
            inputs = SplitCursor.Split(inputs[0], n);
        return [.. inputs.Select(input => new Cursor(input, this, active))];
    }

    IEnumerable<DataViewSchema.Column> IRowToRowMapper.GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => InputsFor(dependingColumns.ActiveIn(OutputSchema));

    DataViewRow IRowToRowMapper.GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckValue(activeColumns, nameof(activeColumns));
        Contracts.Check(input.Schema == Source.Schema, "Schema of input row must be the same as the schema the mapper is bound to");
        return new Row(input, this, activeColumns.ActiveIn(OutputSchema));
    }

    protected override DataViewRowCursor GetRowCursorCore(bool[] active, Random rand)
        => new Cursor(Source.GetRowCursor(InputsFor(active), rand), this, active);

    private DataViewSchema.Column[] InputsFor(bool[] active)
    {
        Func<int, bool> needed = _mapper.GetDependencies(ActiveAdded(active));
        var inputs = new bool[InputSchema.Count];
        for (int i = 0; i < active.Length; i++)
        {
            int origin = _bindings.Map(i, out bool isInput);
            if (isInput)
                inputs[origin] = active[i] || needed(origin);
        }

        return [.. InputSchema.Where(inputs)];
    }

    private Func<int, bool> ActiveAdded(bool[] active) => added => active[_bindings.AddedIndices[added]];

    private ValueGetter<TValue> GetGetter<TValue>(DataViewRow input, Delegate[] getters, DataViewSchema.Column column)
    {
        int origin = _bindings.Map(column.Index, out bool isInput);
        return isInput ? input.GetGetter<TValue>(input.Schema[origin]) : getters[origin].As<TValue>();
    }

    private sealed class Cursor : SynchronizedCursor
    {
        private readonly RowToRowMapperTransform _view;
        private readonly bool[] _active;
        private readonly Delegate[] _getters;
        private readonly Action _disposer;

        public Cursor(DataViewRowCursor input, RowToRowMapperTransform view, bool[] active)
            : base(input)
        {
            _view = view;
            _active = active;
            _getters = view._mapper.CreateGetters(input, view.ActiveAdded(active), out _disposer);
        }

        public override DataViewSchema Schema => _view.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            Contracts.Check(column.Index < _active.Length);
            return _active[column.Index];
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.Check(IsColumnActive(column));
            return _view.GetGetter<TValue>(Input, _getters, column);
        }

        protected override void Dispose(bool disposing)
        {
            _disposer?.Invoke();
            base.Dispose(disposing);
        }
    }

    private sealed class Row : WrappingRow
    {
        private readonly RowToRowMapperTransform _view;
        private readonly Delegate[] _getters;
        private readonly Action _disposer;

        public Row(DataViewRow input, RowToRowMapperTransform view, bool[] active)
            : base(input)
        {
            _view = view;
            _getters = view._mapper.CreateGetters(input, view.ActiveAdded(active), out _disposer);
        }

        public override DataViewSchema Schema => _view.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            int origin = _view._bindings.Map(column.Index, out bool isInput);
            return isInput ? Input.IsColumnActive(Input.Schema[origin]) : _getters[origin] is not null;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _view.GetGetter<TValue>(Input, _getters, column);

        protected override void Dispose(bool disposing)
        {
            _disposer?.Invoke();
            base.Dispose(disposing);
        }
    }
}
