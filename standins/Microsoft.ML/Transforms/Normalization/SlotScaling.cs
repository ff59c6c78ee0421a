using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

// (value - offset) * scale for every slot, or the normal distribution function of it. A slot that never varies becomes zero.
internal sealed class SlotScaling
{
    private readonly double[] _scale;
    private readonly double[] _offset;
    private readonly bool _cdf;

    private SlotScaling(DataViewType type, double[] scale, double[] offset, bool cdf)
    {
        Type = type;
        _scale = scale;
        _offset = offset;
        _cdf = cdf;
    }

    public DataViewType Type { get; }

    public static SlotScaling Of(DataViewType type, SlotStatistics statistics, NormalizationKind kind, bool fixZero)
    {
        int size = statistics.Mean.Length;
        var scale = new double[size];
        var offset = new double[size];
        for (int slot = 0; slot < size; slot++)
        {
            double min = statistics.Min[slot];
            double max = statistics.Max[slot];
            double mean = statistics.Mean[slot];
            double variance = statistics.Variance(slot);
            bool varies = kind == NormalizationKind.MinMax ? max > min : variance > 0;
            if (!varies)
                continue;
            bool aboutZero = fixZero && kind != NormalizationKind.MeanVarianceCdf;
            scale[slot] = 1 / (kind, aboutZero) switch
            {
                (NormalizationKind.MinMax, true) => Math.Max(Math.Abs(max), Math.Abs(min)),
                (NormalizationKind.MinMax, false) => max - min,
                (_, true) => Math.Sqrt(variance + mean * mean),
                _ => Math.Sqrt(variance),
            };
            offset[slot] = aboutZero ? 0 : kind == NormalizationKind.MinMax ? min : mean;
        }

        return new SlotScaling(type, scale, offset, kind == NormalizationKind.MeanVarianceCdf);
    }

    public static SlotScaling Read(BinaryReader reader)
    {
        DataViewType type = reader.ReadType();
        bool cdf = reader.ReadBoolean();
        var scale = new double[reader.ReadInt32()];
        var offset = new double[scale.Length];
        for (int slot = 0; slot < scale.Length; slot++)
        {
            scale[slot] = reader.ReadDouble();
            offset[slot] = reader.ReadDouble();
        }

        return new SlotScaling(type, scale, offset, cdf);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Type);
        writer.Write(_cdf);
        writer.Write(_scale.Length);
        for (int slot = 0; slot < _scale.Length; slot++)
        {
            writer.Write(_scale[slot]);
            writer.Write(_offset[slot]);
        }
    }

    public Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column)
        => Type.ItemType() == NumberDataViewType.Single ? MakeGetter<float>(row, column) : MakeGetter<double>(row, column);

    private Delegate MakeGetter<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> scalar = row.GetGetter<T>(column);
            return (ValueGetter<T>)((ref T value) =>
            {
                scalar(ref value);
                value = Apply(0, value);
            });
        }

        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> source = default;
        var values = new T[_scale.Length];
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> target) =>
        {
            getter(ref source);
            Contracts.Check(source.Length == values.Length);
            source.CopyTo(values);
            int stored = 0;
            for (int slot = 0; slot < values.Length; slot++)
            {
                values[slot] = Apply(slot, values[slot]);
                stored += values[slot] == T.Zero ? 0 : 1;
            }

            Store(values, stored, ref target);
        });
    }

    // Zeros are left out where they are at least half of the slots.
    private static void Store<T>(T[] values, int stored, ref VBuffer<T> target)
        where T : struct, IFloatingPointIeee754<T>
    {
        bool sparse = stored <= values.Length / 2;
        var editor = VBufferEditor.Create(ref target, values.Length, sparse ? stored : values.Length);
        if (!sparse)
        {
            values.CopyTo(editor.Values);
        }
        else
        {
            int at = 0;
            for (int slot = 0; slot < values.Length; slot++)
            {
                if (values[slot] == T.Zero)
                    continue;
                editor.Values[at] = values[slot];
                editor.Indices[at++] = slot;
            }
        }

        target = editor.Commit();
    }

    private T Apply<T>(int slot, T value)
        where T : struct, IFloatingPointIeee754<T>
    {
        T scaled = (value - T.CreateTruncating(_offset[slot])) * T.CreateTruncating(_scale[slot]);
        return _cdf && _scale[slot] != 0 ? T.CreateTruncating(NormalCdf(double.CreateTruncating(scaled))) : scaled;
    }

    // By the error function approximation of Winitzki (a = 0.147).
    private static double NormalCdf(double x)
    {
        double half = x * x / 2;
        double part = 0.147 * half;
        return 0.5 + 0.5 * Math.Sign(x) * Math.Sqrt(1 - Math.Exp(-half * (4 / Math.PI + part) / (1 + part)));
    }
}
