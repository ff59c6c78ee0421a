namespace Microsoft.ML.Data;

// Which columns of a schema are asked for.
internal static class Columns
{
    public static bool[] ActiveIn(this IEnumerable<DataViewSchema.Column> columns, DataViewSchema schema)
    {
        var active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columns ?? [])
        {
            if (column.Index < active.Length)
                active[column.Index] = true;
        }

        return active;
    }

    public static IEnumerable<DataViewSchema.Column> Where(this DataViewSchema schema, bool[] active)
        => schema.Where(column => active[column.Index]);

    public static DataViewSchema ToSchema(this IEnumerable<DataViewSchema.DetachedColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns);
        return builder.ToSchema();
    }

    // A name that no column has, the wished one if possible.
    public static string FreeName(this DataViewSchema schema, string wish)
    {
        string name = wish;
        for (int i = 0; schema.GetColumnOrNull(name) is not null; i++)
            name = $"temp_{wish}_{i:000}";
        return name;
    }

    public static DataViewRowCursor GetRowCursor(this IDataView view, params DataViewSchema.Column[] columns) => view.GetRowCursor(columns);

    public static DataViewRowCursor GetRowCursorForAllColumns(this IDataView view) => view.GetRowCursor(view.Schema);
}
