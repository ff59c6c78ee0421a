using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Rows;

/// <summary>Values of one column that outlive the cursor they were read from.</summary>
internal abstract class CapturedValues
{
    private static readonly MethodInfo Create = typeof(CapturedValues).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo VectorCopy = typeof(CapturedValues).GetMethod(nameof(CopyVector), BindingFlags.NonPublic | BindingFlags.Static)!;

    public abstract Array Values { get; }

    public abstract void Capture(int place);

    public static CapturedValues Of(DataViewRow row, int index, int count) =>
        (CapturedValues)Create.MakeGenericMethod(row.Schema[index].Type.RawType).Invoke(null, [row, index, count])!;

    /// <summary>A copy of a value that shares no buffer with it.</summary>
    public static void Copy<T>(in T from, ref T to) => Copier<T>.Instance(from, ref to);

    private static CapturedValues Typed<T>(DataViewRow row, int index, int count) => new Column<T>(row, index, count);

    private sealed class Column<T>(DataViewRow row, int index, int count) : CapturedValues
    {
        private readonly ValueGetter<T> get = row.GetGetter<T>(row.Schema[index]);
        private readonly T[] values = new T[count];
        private T value = default!;

        public override Array Values => values;

        public override void Capture(int place)
        {
            get(ref value);
            Copy(value, ref values[place]);
        }
    }

    private delegate void Copying<T>(in T from, ref T to);

    private static class Copier<T>
    {
        public static readonly Copying<T> Instance = Choose();

        private static Copying<T> Choose()
        {
            if (typeof(T) == typeof(ReadOnlyMemory<char>)) return (Copying<T>)(object)(Copying<ReadOnlyMemory<char>>)CopyText;
            if (typeof(T) == typeof(MLImage)) return (Copying<T>)(object)(Copying<MLImage?>)CopyImage;
            if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>))
                return VectorCopy.MakeGenericMethod(typeof(T).GetGenericArguments()).CreateDelegate<Copying<T>>();
            return (in T from, ref T to) => to = from;
        }
    }

    private static void CopyText(in ReadOnlyMemory<char> from, ref ReadOnlyMemory<char> to) => to = from.ToArray();

    private static void CopyVector<TItem>(in VBuffer<TItem> from, ref VBuffer<TItem> to) => from.CopyTo(ref to);

    private static void CopyImage(in MLImage? from, ref MLImage? to) =>
        to = from is null ? null : MLImage.CreateFromPixels(from.Width, from.Height, from.PixelFormat, from.Pixels);
}
