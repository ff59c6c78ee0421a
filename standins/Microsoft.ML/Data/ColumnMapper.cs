namespace Microsoft.ML.Data;

internal sealed class ColumnMapper(IReadOnlyList<MappedColumn> columns) : IRowMapper
{
    public DataViewSchema.DetachedColumn[] GetOutputColumns() => [.. columns.Select(column => column.Column)];

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        HashSet<int> needed = [.. columns.Where((_, i) => activeOutput(i)).SelectMany(column => column.Inputs)];
        return needed.Contains;
    }

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = columns.Where((_, i) => activeOutput(i)).Aggregate((Action)null, (all, column) => all + column.Dispose);
        return [.. columns.Select((column, i) => activeOutput(i) ? column.MakeGetter(input) : null)];
    }
}
