namespace Microsoft.ML.Transforms;

// Equality and order of column values: text by its characters, everything else by its type's own.
internal static class ValueOrder<TValue>
{
    private static readonly bool _isText = typeof(TValue) == typeof(ReadOnlyMemory<char>);

    public static IEqualityComparer<TValue> Equality { get; } = _isText
        ? (IEqualityComparer<TValue>)(object)new TextEquality()
        : EqualityComparer<TValue>.Default;

    public static Comparison<TValue> Comparison { get; } = _isText
        ? (first, second) => Text(first).Span.SequenceCompareTo(Text(second).Span)
        : Comparer<TValue>.Default.Compare;

    // Empty text and NaN.
    public static bool IsMissing(TValue value) => value switch
    {
        ReadOnlyMemory<char> text => text.IsEmpty,
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        _ => false,
    };

    private static ReadOnlyMemory<char> Text(TValue value) => (ReadOnlyMemory<char>)(object)value;

    private sealed class TextEquality : IEqualityComparer<ReadOnlyMemory<char>>
    {
        public bool Equals(ReadOnlyMemory<char> first, ReadOnlyMemory<char> second) => first.Span.SequenceEqual(second.Span);

        public int GetHashCode(ReadOnlyMemory<char> text) => string.GetHashCode(text.Span);
    }
}
