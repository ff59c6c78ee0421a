using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Adds a column of uniform numbers in [0, 1), one per row in the order of rows; therefore the source is never shuffled.
internal sealed class GenerateNumberTransform : TransformView
{
    private const uint DefaultSeed = 42;

    private readonly ColumnBindings _bindings;
    private readonly uint _seed;

    public GenerateNumberTransform(IDataView source, string name, uint? seed)
        : base(source)
    {
        _seed = seed ?? DefaultSeed;
        _bindings = new ColumnBindings(source.Schema, [new DataViewSchema.DetachedColumn(name, NumberDataViewType.Single)]);
    }

    public override bool CanShuffle => false;

    public override DataViewSchema OutputSchema => _bindings.Schema;

    protected override bool MayReadAhead(bool[] active) => false;

    protected override DataViewRowCursor GetRowCursorCore(bool[] active, Random rand)
    {
        var inputs = new bool[Source.Schema.Count];
        for (int i = 0; i < active.Length; i++)
        {
            int origin = _bindings.Map(i, out bool isInput);
            if (isInput)
                inputs[origin] = active[i];
        }

        return new Cursor(Source.GetRowCursor(Source.Schema.Where(inputs)), _bindings, active, _seed);
    }

    private sealed class Cursor(DataViewRowCursor input, ColumnBindings bindings, bool[] active, uint seed) : SynchronizedCursor(input)
    {
        private readonly TauswortheHybrid _random = new(seed);
        private long _drawnFor = -1;
        private float _value;

        public override DataViewSchema Schema => bindings.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            Contracts.Check(column.Index < active.Length);
            return active[column.Index];
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.Check(IsColumnActive(column));
            int origin = bindings.Map(column.Index, out bool isInput);
            if (isInput)
                return Input.GetGetter<TValue>(Input.Schema[origin]);
            ValueGetter<float> getter = (ref float value) =>
            {
                Contracts.Check(Position >= 0, Getters.FetchValueStateError);
                for (; _drawnFor < Position; _drawnFor++)
                    _value = _random.NextSingle();
                value = _value;
            };
            return getter.As<TValue>();
        }
    }
}
