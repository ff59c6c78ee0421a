using Microsoft.ML.Data;
using Microsoft.ML.Numeric;

namespace Microsoft.ML.Trainers;

/// <summary>One pass over the examples that can be learned from: label present, weight positive, features finite.</summary>
internal sealed class TrainingCursor : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<uint> _label;
    private readonly ValueGetter<VBuffer<float>> _features;
    private readonly ValueGetter<float> _weight;
    private readonly ValueGetter<DataViewRowId> _id;
    private VBuffer<float> _row;

    public TrainingCursor(TrainingRows rows, Random rand)
    {
        var columns = new List<DataViewSchema.Column> { rows.Label, rows.Features };
        if (rows.Weight is { } weight)
            columns.Add(weight);
        _cursor = rows.Data.GetRowCursor(columns, rand);
        _label = _cursor.GetGetter<uint>(rows.Label);
        _features = _cursor.GetGetter<VBuffer<float>>(rows.Features);
        _weight = rows.Weight is { } w ? _cursor.GetGetter<float>(w) : null;
        _id = _cursor.GetIdGetter();
    }

    public long Skipped { get; private set; }

    /// <summary>From zero.</summary>
    public int Label { get; private set; }

    public float Weight { get; private set; } = 1;

    public ref readonly VBuffer<float> Features => ref _row;

    public DataViewRowId Id
    {
        get
        {
            DataViewRowId id = default;
            _id(ref id);
            return id;
        }
    }

    public bool MoveNext()
    {
        while (_cursor.MoveNext())
        {
            if (Read())
                return true;
            Skipped++;
        }

        return false;
    }

    public void Dispose() => _cursor.Dispose();

    // Features last: they cost most.
    private bool Read()
    {
        uint key = 0;
        _label(ref key);
        if (key == 0)
            return false;
        Label = (int)key - 1;

        if (_weight is not null)
        {
            float weight = 0;
            _weight(ref weight);
            if (!(weight > 0 && weight < float.PositiveInfinity))
                return false;
            Weight = weight;
        }

        _features(ref _row);
        return DenseMath.IsFinite(_row.GetValues());
    }
}
