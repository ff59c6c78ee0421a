using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Keeps rows whose number, or the centre of whose key's slot in [0, 1], lies in a range (or outside of it).
internal sealed class RangeFilter : FilterView
{
    private readonly DataViewSchema.Column _column;
    private readonly double _min;
    private readonly double _max;
    private readonly bool _complement;
    private readonly bool _includeMax;

    public RangeFilter(IDataView source, string column, double min, double max, bool complement, bool? includeMax = null)
        : base(source, source.Schema[column].Index)
    {
        _column = source.Schema[column];
        if (!IsValidColumnType(_column.Type))
            throw Contracts.ExceptParam("Column", $"Column '{column}' does not have compatible type");
        _min = min;
        _max = max;
        _complement = complement;
        _includeMax = includeMax ?? (double.IsPositiveInfinity(max) || (_column.Type is KeyDataViewType && max >= 1));
    }

    public static bool IsValidColumnType(DataViewType type)
        => type == NumberDataViewType.Single || type == NumberDataViewType.Double || type is KeyDataViewType;

    protected override Func<bool> MakeTest(DataViewRow row)
    {
        if (_column.Type == NumberDataViewType.Single)
        {
            ValueGetter<float> getter = row.GetGetter<float>(_column);
            float value = 0;
            return () =>
            {
                getter(ref value);
                return Accepts(value);
            };
        }

        if (_column.Type == NumberDataViewType.Double)
        {
            ValueGetter<double> getter = row.GetGetter<double>(_column);
            double value = 0;
            return () =>
            {
                getter(ref value);
                return Accepts(value);
            };
        }

        double count = _column.Type.KeyCount();
        Func<ulong> key = KeyValues.Reader(row, _column);
        return () =>
        {
            ulong raw = key();
            return raw != 0 && raw <= count && Accepts((raw - 0.5) / count);
        };
    }

    // Written so that a missing number is neither inside nor outside.
    private bool Accepts(double value)
        => _complement
            ? _min > value || (_includeMax ? value > _max : value >= _max)
            : _min <= value && (_includeMax ? value <= _max : value < _max);
}
