using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Keeps rows without NaN, empty key or any such item of a vector in the given columns. Types without missing values never drop a row.
internal sealed class MissingValueFilter : FilterView
{
    private readonly DataViewSchema.Column[] _columns;

    public MissingValueFilter(IDataView source, string[] columns)
        : base(source, [.. columns.Select(name => Find(source.Schema, name).Index)])
    {
        _columns = [.. columns.Select(name => source.Schema[name])];
    }

    protected override Func<bool> MakeTest(DataViewRow row)
    {
        Func<bool>[] tests = [.. _columns.Select(column => MissingValues.Test(row, column)).Where(test => test is not null)];
        return () => !tests.Any(isMissing => isMissing());
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw Contracts.ExceptParam("Column", $"Source column '{name}' not found");
        if (!MissingValues.Exist(column.Type.ItemType()))
            throw Contracts.ExceptParam("Column", $"Column '{name}' has type {column.Type} which does not support missing values, so we cannot filter on them");
        return column;
    }
}
