using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

internal sealed class KeyDictionary<TValue> : KeyDictionary
{
    private readonly Dictionary<TValue, uint> _keys;
    private readonly List<TValue> _values = [];
    private readonly Action _learn;
    private readonly int _maximum;

    public KeyDictionary(PrimitiveDataViewType type)
    {
        ItemType = type;
        _keys = new Dictionary<TValue, uint>(ValueOrder<TValue>.Equality);
    }

    public KeyDictionary(PrimitiveDataViewType type, DataViewRowCursor cursor, DataViewSchema.Column column, int maximum)
        : this(type)
    {
        _maximum = maximum;
        if (column.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<TValue>> getter = cursor.GetGetter<VBuffer<TValue>>(column);
            VBuffer<TValue> buffer = default;
            _learn = () =>
            {
                getter(ref buffer);
                foreach (TValue value in buffer.DenseValues())
                    Add(value);
            };
        }
        else
        {
            ValueGetter<TValue> getter = cursor.GetGetter<TValue>(column);
            TValue value = default;
            _learn = () =>
            {
                getter(ref value);
                Add(value);
            };
        }
    }

    public override int Count => _values.Count;

    public override PrimitiveDataViewType ItemType { get; }

    public override void Learn() => _learn();

    public override void Freeze(bool sorted)
    {
        if (!sorted)
            return;
        _values.Sort(ValueOrder<TValue>.Comparison);
        for (int i = 0; i < _values.Count; i++)
            _keys[_values[i]] = (uint)i + 1;
    }

    public void Fill(BinaryReader reader)
    {
        for (int left = reader.ReadInt32(); left > 0; left--)
            Append(reader.ReadValue<TValue>());
    }

    public override void Write(BinaryWriter writer)
    {
        writer.Write(ItemType);
        writer.Write(_values.Count);
        foreach (TValue value in _values)
            writer.WriteValue(value);
    }

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<TValue> scalar = row.GetGetter<TValue>(column);
            TValue current = default;
            return (ValueGetter<uint>)((ref uint key) =>
            {
                scalar(ref current);
                key = KeyOf(current);
            });
        }

        ValueGetter<VBuffer<TValue>> getter = row.GetGetter<VBuffer<TValue>>(column);
        VBuffer<TValue> buffer = default;
        return (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> keys) =>
        {
            getter(ref buffer);
            var editor = VBufferEditor.Create(ref keys, buffer.Length);
            int slot = 0;
            foreach (TValue value in buffer.DenseValues())
                editor.Values[slot++] = KeyOf(value);
            keys = editor.Commit();
        });
    }

    public override void AddKeyValues(DataViewSchema.Annotations.Builder annotations, bool asText)
    {
        if (asText && ItemType is not TextDataViewType)
            Add(annotations, TextDataViewType.Instance, [.. _values.Select(value => FormattableString.Invariant($"{value}").AsMemory())]);
        else
            Add(annotations, ItemType, [.. _values]);
    }

    private static void Add<TItem>(DataViewSchema.Annotations.Builder annotations, PrimitiveDataViewType type, TItem[] items)
    {
        if (items.Length == 0)
            return;
        annotations.Add<VBuffer<TItem>>(
            AnnotationKinds.KeyValues,
            new VectorDataViewType(type, items.Length),
            (ref VBuffer<TItem> target) => VBuffer<TItem>.Copy(items, 0, ref target, items.Length));
    }

    private void Add(TValue value)
    {
        if (_values.Count < _maximum && !ValueOrder<TValue>.IsMissing(value) && !_keys.ContainsKey(value))
            Append(value);
    }

    private void Append(TValue value)
    {
        _values.Add(value);
        _keys.Add(value, (uint)_values.Count);
    }

    private uint KeyOf(TValue value) => !ValueOrder<TValue>.IsMissing(value) && _keys.TryGetValue(value, out uint key) ? key : 0;
}
