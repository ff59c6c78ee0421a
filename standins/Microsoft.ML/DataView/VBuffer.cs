using System.Collections;

namespace Microsoft.ML.Data;

// A vector of Length items of which only the stored ones differ from default(T); dense when all are stored.
public readonly struct VBuffer<T> : IEnumerable
{
    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    public readonly int Length;

    public VBuffer(int length, T[] values, int[] indices = null)
    {
        Check(length >= 0, nameof(length));
        Check((values?.Length ?? 0) >= length, nameof(values));
        Length = length;
        _count = length;
        _values = values;
        _indices = indices;
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        Check(length >= 0, nameof(length));
        Check(0 <= count && count <= length, nameof(count));
        Check((values?.Length ?? 0) >= count, nameof(values));
        Check(count == length || (indices?.Length ?? 0) >= count, nameof(indices));
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public void CopyToDense(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination) => CopyTo(ref destination, 0, Length);

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        Check(0 <= sourceIndex && sourceIndex <= Length, nameof(sourceIndex));
        Check(0 <= length && sourceIndex <= Length - length, nameof(length));
        int first = IsDense ? sourceIndex : FirstStoredAt(sourceIndex);
        int count = IsDense ? length : FirstStoredAt(sourceIndex + length) - first;
        var editor = VBufferEditor.Create(ref destination, length, count);
        _values.AsSpan(first, count).CopyTo(editor.Values);
        if (!IsDense && count < length)
        {
            for (int i = 0; i < count; i++)
                editor.Indices[i] = _indices[first + i] - sourceIndex;
        }

        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        if (destinationIndex < 0 || destinationIndex > destination.Length - Length)
            throw new ArgumentOutOfRangeException(nameof(destination), "Not large enough to hold these values.");
        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        target.Fill(defaultValue);
        for (int i = 0; i < _count; i++)
            target[_indices[i]] = _values[i];
    }

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        int available = source?.Length ?? 0;
        Check(0 <= length && length <= available, nameof(length));
        Check(0 <= sourceIndex && sourceIndex <= available - length, nameof(sourceIndex));
        var editor = VBufferEditor.Create(ref destination, length, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        int stored = 0;
        for (int slot = 0; slot < Length; slot++)
        {
            bool present = stored < _count && (IsDense || _indices[stored] == slot);
            if (present)
                yield return new KeyValuePair<int, T>(slot, _values[stored++]);
            else if (all)
                yield return new KeyValuePair<int, T>(slot, default);
        }
    }

    public IEnumerable<T> DenseValues() => Items(all: true).Select(item => item.Value);

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        Check(0 <= index && index < Length, nameof(index));
        if (IsDense)
            return _values[index];
        int at = FirstStoredAt(index);
        return at < _count && _indices[at] == index ? _values[at] : default;
    }

    public override string ToString()
        => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    public IEnumerator GetEnumerator() => _values.GetEnumerator();

    internal VBufferEditor<T> Edit(int length, int count, int capacity, bool keepOld, bool indicesOnDense)
    {
        T[] values = Grow(_values, count, capacity, keepOld, out bool newValues);
        int[] indices = _indices;
        bool newIndices = false;
        if (count < length || indicesOnDense)
            indices = Grow(_indices, count, capacity, keepOld, out newIndices);
        return new VBufferEditor<T>(length, count, values, indices, indicesOnDense, newValues, newIndices);
    }

    internal VBufferEditor<T> Edit() => Edit(Length, _count, Array.MaxLength, keepOld: false, indicesOnDense: false);

    private int FirstStoredAt(int slot)
    {
        int at = _count == 0 ? 0 : Array.BinarySearch(_indices, 0, _count, slot);
        return at < 0 ? ~at : at;
    }

    private static TItem[] Grow<TItem>(TItem[] old, int count, int capacity, bool keepOld, out bool created)
    {
        created = (old?.Length ?? 0) < count;
        if (!created)
            return old;
        if (count > capacity)
            throw new ArgumentOutOfRangeException(nameof(count), "The vector does not fit the capacity asked for.");
        var grown = new TItem[count];
        if (keepOld)
            old?.CopyTo(grown, 0);
        return grown;
    }

    private static void Check(bool holds, string parameter)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(parameter);
    }
}
