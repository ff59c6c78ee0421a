using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Writes columns of a row into members of an object.
internal static class MemberSetters
{
    // Columns that are to be written; throws where one is missing or does not fit.
    public static (MemberColumn Member, DataViewSchema.Column Column)[] Bind<TRow>(
        DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        var bound = new List<(MemberColumn, DataViewSchema.Column)>();
        foreach (MemberColumn member in MemberColumn.Of(typeof(TRow), SchemaDefinition.Direction.Write, definition))
        {
            if (schema.GetColumnOrNull(member.Name) is not { } column)
            {
                if (ignoreMissingColumns)
                    continue;
                throw Contracts.ExceptSchemaMismatch("Schema", "", member.Name);
            }

            bool fits = member.Member.IsVector == column.Type is VectorDataViewType && column.Type.ItemType().RawType == member.Member.RawItemType;
            if (!fits)
            {
                throw Contracts.Except(
                    $"Can't bind the IDataView column '{member.Name}' of type '{column.Type}' to field or property '{member.Member.Info.Name}' " +
                    $"of type '{member.Member.Type.FullName}'.");
            }

            bound.Add((member, column));
        }

        return [.. bound];
    }

    public static Action<TRow> Make<TRow>(DataViewRow row, (MemberColumn Member, DataViewSchema.Column Column)[] bound)
        => bound.Select(pair => Make<TRow>(row, pair.Member.Member, pair.Column)).Aggregate((Action<TRow>)(_ => { }), (all, set) => all + set);

    private static Action<TRow> Make<TRow>(DataViewRow row, Member member, DataViewSchema.Column column)
    {
        if (member.Type == typeof(string))
        {
            ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(column);
            Action<TRow, string> write = member.Writer<TRow, string>();
            ReadOnlyMemory<char> value = default;
            return target =>
            {
                getter(ref value);
                write(target, value.ToString());
            };
        }

        if (member.Type == typeof(string[]))
        {
            ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
            Action<TRow, string[]> write = member.Writer<TRow, string[]>();
            VBuffer<ReadOnlyMemory<char>> value = default;
            return target =>
            {
                getter(ref value);
                write(target, [.. value.DenseValues().Select(text => text.ToString())]);
            };
        }

        string maker = member.Type.IsArray ? nameof(OfArray) : member.IsVector ? nameof(OfBuffer) : nameof(OfScalar);
        return RawTypes.Invoke<Action<TRow>>(typeof(MemberSetters), maker, [typeof(TRow), member.ItemType], row, member, column);
    }

    // An array of the right length that the object already has is written in place.
    private static Action<TRow> OfArray<TRow, TItem>(DataViewRow row, Member member, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<TItem>> getter = row.GetGetter<VBuffer<TItem>>(column);
        Func<TRow, TItem[]> read = member.Reader<TRow, TItem[]>();
        Action<TRow, TItem[]> write = member.Writer<TRow, TItem[]>();
        VBuffer<TItem> value = default;
        return target =>
        {
            getter(ref value);
            TItem[] items = read(target);
            if (items?.Length != value.Length)
                items = new TItem[value.Length];
            value.CopyTo(items);
            write(target, items);
        };
    }

    private static Action<TRow> OfBuffer<TRow, TItem>(DataViewRow row, Member member, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<TItem>> getter = row.GetGetter<VBuffer<TItem>>(column);
        Func<TRow, VBuffer<TItem>> read = member.Reader<TRow, VBuffer<TItem>>();
        Action<TRow, VBuffer<TItem>> write = member.Writer<TRow, VBuffer<TItem>>();
        return target =>
        {
            VBuffer<TItem> value = read(target);
            getter(ref value);
            write(target, value);
        };
    }

    private static Action<TRow> OfScalar<TRow, TValue>(DataViewRow row, Member member, DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = row.GetGetter<TValue>(column);
        Action<TRow, TValue> write = member.Writer<TRow, TValue>();
        TValue value = default;
        return target =>
        {
            getter(ref value);
            write(target, value);
        };
    }
}
