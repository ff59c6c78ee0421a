using System.Reflection;

namespace Microsoft.ML.Data;

// Copies a value so that the reader may change what it gets: vectors are copied deeply.
internal static class ValueCopy<TValue>
{
    private delegate void Copier(in TValue from, ref TValue to);

    private static readonly Copier _copy = MakeCopier();

    public static void Copy(in TValue from, ref TValue to) => _copy(from, ref to);

    private static Copier MakeCopier()
    {
        if (!typeof(TValue).IsGenericType || typeof(TValue).GetGenericTypeDefinition() != typeof(VBuffer<>))
            return (in TValue from, ref TValue to) => to = from;
        MethodInfo vector = typeof(ValueCopy<TValue>).GetMethod(nameof(CopyVector), BindingFlags.Static | BindingFlags.NonPublic)
            .MakeGenericMethod(typeof(TValue).GetGenericArguments()[0]);
        return vector.CreateDelegate<Copier>();
    }

    private static void CopyVector<TItem>(in VBuffer<TItem> from, ref VBuffer<TItem> to) => from.CopyTo(ref to);
}
