namespace Microsoft.ML.Data;

// The rows of a view as objects.
internal static class TypedRows
{
    public static IEnumerable<TRow> Of<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns, SchemaDefinition definition)
        where TRow : class, new()
    {
        // Bound now, so that what does not fit is said before the first row is asked for.
        var bound = MemberSetters.Bind<TRow>(data.Schema, ignoreMissingColumns, definition);
        return Read<TRow>(data, bound, reuseRowObject);
    }

    private static IEnumerable<TRow> Read<TRow>(IDataView data, (MemberColumn Member, DataViewSchema.Column Column)[] bound, bool reuseRowObject)
        where TRow : class, new()
    {
        using DataViewRowCursor cursor = data.GetRowCursor(bound.Select(pair => pair.Column).DistinctBy(column => column.Index));
        Action<TRow> fill = MemberSetters.Make<TRow>(cursor, bound);
        TRow row = null;
        while (cursor.MoveNext())
        {
            if (!reuseRowObject || row is null)
                row = new TRow();
            fill(row);
            yield return row;
        }
    }
}
