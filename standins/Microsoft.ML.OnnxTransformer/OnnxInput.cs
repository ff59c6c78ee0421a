using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Turns the value of a column in the current row into a tensor.</summary>
internal static class OnnxInput
{
    public static Func<OrtValue> Open(DataViewRow row, DataViewSchema.Column column, int[] rowShape)
    {
        string open = column.Type is VectorDataViewType ? nameof(OpenVector) : nameof(OpenScalar);
        return RawTypes.Invoke<Func<OrtValue>>(typeof(OnnxInput), open, [column.Type.ItemType().RawType], row, column, rowShape);
    }

    private static Func<OrtValue> OpenScalar<T>(DataViewRow row, DataViewSchema.Column column, int[] rowShape)
        where T : unmanaged
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return OrtValue.CreateTensorValueFromMemory([value], [1, 1]);
        };
    }

    private static Func<OrtValue> OpenVector<T>(DataViewRow row, DataViewSchema.Column column, int[] rowShape)
        where T : unmanaged
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        bool isKnown = column.Type.IsKnownSizeVector();
        int open = Array.IndexOf(rowShape, 0);
        int fixedSize = rowShape.Where(size => size > 0).Aggregate(1, (a, b) => a * b);
        VBuffer<T> buffer = default;
        return () =>
        {
            getter(ref buffer);
            T[] values = [.. buffer.DenseValues()];
            long[] shape = Array.ConvertAll(rowShape, size => (long)size);
            if (!isKnown && open >= 0)
                shape[open] = values.Length / fixedSize;
            if (shape.Aggregate(1L, (a, b) => a * b) != values.Length)
                throw new ArgumentException($"Length of memory ({values.Length}) must match product of dimensions ({string.Join(" x ", shape)}).");
            return OrtValue.CreateTensorValueFromMemory(values, shape);
        };
    }
}
