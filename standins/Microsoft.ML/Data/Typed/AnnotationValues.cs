using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Annotations given as CLR values: a string for text, an array for a vector.
internal static class AnnotationValues
{
    public static Action<DataViewSchema.Annotations.Builder> Adder<T>(string kind, T value, DataViewType type)
    {
        if (value is string text)
            return Adder(kind, text.AsMemory(), type);
        if (value is string[] texts)
            return Adder(kind, new VBuffer<ReadOnlyMemory<char>>(texts.Length, [.. texts.Select(item => item.AsMemory())]), type);
        if (value is Array items && type is VectorDataViewType vector)
        {
            return RawTypes.Invoke<Action<DataViewSchema.Annotations.Builder>>(
                typeof(AnnotationValues), nameof(OfArray), [vector.ItemType.RawType], kind, items, type);
        }

        Contracts.Check(type.RawType == typeof(T), $"The value of annotation '{kind}' is no {type}.");
        return builder => builder.Add(kind, type, (ref T target) => ValueCopy<T>.Copy(value, ref target));
    }

    private static Action<DataViewSchema.Annotations.Builder> OfArray<TItem>(string kind, Array items, DataViewType type)
        => Adder(kind, new VBuffer<TItem>(items.Length, (TItem[])items), type);
}
