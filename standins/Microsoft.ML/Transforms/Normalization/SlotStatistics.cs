using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

// What is known of every slot of a column after a pass: extremes, mean and summed squares about it. Missing values do not count.
internal sealed class SlotStatistics(int size)
{
    private readonly long[] _count = new long[size];
    private readonly double[] _squares = new double[size];

    public double[] Min { get; } = Filled(size, double.PositiveInfinity);

    public double[] Max { get; } = Filled(size, double.NegativeInfinity);

    public double[] Mean { get; } = new double[size];

    public static void CheckType(DataViewSchema.Column column)
    {
        const string Expected = "scalar or known-size vector of Single";
        if (column.Type is VectorDataViewType { IsKnownSize: false })
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", column.Name, Expected, "variable-size vector");
        if (column.Type.ItemType() != NumberDataViewType.Single && column.Type.ItemType() != NumberDataViewType.Double)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", column.Name, Expected, column.Type.ToString());
    }

    public static (SlotStatistics Statistics, Action Add) Learner(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        var statistics = new SlotStatistics(column.Type.ValueCount());
        Action add = column.Type.ItemType() == NumberDataViewType.Single
            ? statistics.Adder<float>(cursor, column, value => value)
            : statistics.Adder<double>(cursor, column, value => value);
        return (statistics, add);
    }

    // Of the population, not of a sample.
    public double Variance(int slot) => _count[slot] == 0 ? 0 : _squares[slot] / _count[slot];

    private static double[] Filled(int size, double value)
    {
        var values = new double[size];
        Array.Fill(values, value);
        return values;
    }

    private Action Adder<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Func<T, double> widen)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> scalar = cursor.GetGetter<T>(column);
            T value = default;
            return () =>
            {
                scalar(ref value);
                Add(0, widen(value));
            };
        }

        ValueGetter<VBuffer<T>> getter = cursor.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        return () =>
        {
            getter(ref buffer);
            Contracts.Check(buffer.Length == Mean.Length);
            int slot = 0;
            foreach (T item in buffer.DenseValues())
                Add(slot++, widen(item));
        };
    }

    private void Add(int slot, double value)
    {
        if (double.IsNaN(value))
            return;
        Min[slot] = Math.Min(Min[slot], value);
        Max[slot] = Math.Max(Max[slot], value);
        double delta = value - Mean[slot];
        Mean[slot] += delta / ++_count[slot];
        _squares[slot] += delta * (value - Mean[slot]);
    }
}
