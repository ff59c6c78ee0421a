namespace Microsoft.ML.Data;

// Makes getters of columns out of members of the current row object.
internal static class MemberGetters
{
    // The function returns the current object, or throws where there is none.
    public static Delegate Make<TRow>(MemberColumn column, Func<TRow> current)
    {
        Member member = column.Member;
        if (member.Type == typeof(string))
        {
            Func<TRow, string> read = member.Reader<TRow, string>();
            return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = read(current()).AsMemory());
        }

        if (member.Type == typeof(string[]))
        {
            Func<TRow, string[]> read = member.Reader<TRow, string[]>();
            return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
            {
                string[] texts = read(current()) ?? [];
                var editor = VBufferEditor.Create(ref value, texts.Length);
                for (int i = 0; i < texts.Length; i++)
                    editor.Values[i] = texts[i].AsMemory();
                value = editor.Commit();
            });
        }

        if (member.Type.IsArray)
            return RawTypes.Invoke<Delegate>(typeof(MemberGetters), nameof(OfArray), [typeof(TRow), member.ItemType], member, current);
        if (member.IsVector)
            return RawTypes.Invoke<Delegate>(typeof(MemberGetters), nameof(OfBuffer), [typeof(TRow), member.ItemType], member, current);
        if (column.Type is KeyDataViewType key)
            return OfKey(member, key, current);
        // A definition may name a column type that no attribute has registered; the package notices when the column is read.
        if (column.Type is not PrimitiveDataViewType && !DataViewTypeManager.Knows(column.Type))
            throw new NotSupportedException($"Type '{member.Type.FullName}' is not yet supported.");
        return RawTypes.Invoke<Delegate>(typeof(MemberGetters), nameof(OfScalar), [typeof(TRow), member.Type], member, current);
    }

    private static Delegate OfArray<TRow, TItem>(Member member, Func<TRow> current)
    {
        Func<TRow, TItem[]> read = member.Reader<TRow, TItem[]>();
        return (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) =>
        {
            TItem[] items = read(current()) ?? [];
            var editor = VBufferEditor.Create(ref value, items.Length);
            items.CopyTo(editor.Values);
            value = editor.Commit();
        });
    }

    private static Delegate OfBuffer<TRow, TItem>(Member member, Func<TRow> current)
    {
        Func<TRow, VBuffer<TItem>> read = member.Reader<TRow, VBuffer<TItem>>();
        return (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) => read(current()).CopyTo(ref value));
    }

    private static Delegate OfScalar<TRow, TValue>(Member member, Func<TRow> current)
    {
        Func<TRow, TValue> read = member.Reader<TRow, TValue>();
        return (ValueGetter<TValue>)((ref TValue value) => value = read(current()));
    }

    // Objects count keys from 0; columns from 1, with 0 for whatever is not below the count.
    private static Delegate OfKey<TRow>(Member member, KeyDataViewType type, Func<TRow> current)
    {
        if (type.RawType == typeof(byte))
            return OfKey<TRow, byte>(member, type, current, value => value, value => (byte)value);
        if (type.RawType == typeof(ushort))
            return OfKey<TRow, ushort>(member, type, current, value => value, value => (ushort)value);
        if (type.RawType == typeof(uint))
            return OfKey<TRow, uint>(member, type, current, value => value, value => (uint)value);
        return OfKey<TRow, ulong>(member, type, current, value => value, value => value);
    }

    private static ValueGetter<TRaw> OfKey<TRow, TRaw>(
        Member member, KeyDataViewType type, Func<TRow> current, Func<TRaw, ulong> widen, Func<ulong, TRaw> narrow)
    {
        Func<TRow, TRaw> read = member.Reader<TRow, TRaw>();
        return (ref TRaw value) =>
        {
            ulong index = widen(read(current()));
            value = narrow(index < type.Count ? index + 1 : 0);
        };
    }
}
