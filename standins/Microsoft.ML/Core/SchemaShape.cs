using System.Collections;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape _empty = new([]);
    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        Contracts.CheckValue(columns, nameof(columns));
        _columns = [.. columns];
        Contracts.CheckParam(_columns.All(column => column.IsValid), nameof(columns), "Some items are not initialized properly.");
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Hidden columns have no part in a shape.
    internal static SchemaShape Create(DataViewSchema schema)
    {
        Contracts.CheckValue(schema, nameof(schema));
        return new SchemaShape(schema.Where(column => !column.IsHidden).Select(column => Column.Of(
            column.Name, column.Type, new SchemaShape(column.Annotations.Schema.Select(kind => Column.Of(kind.Name, kind.Type))))));
    }

    internal bool TryFindColumn(string name, out Column column)
    {
        Contracts.CheckValue(name, nameof(name));
        column = _columns.FirstOrDefault(c => c.Name == name);
        return column.IsValid;
    }

    // The shape with a column added, or put in the place of the one of the same name.
    internal SchemaShape With(Column column)
    {
        int at = Array.FindIndex(_columns, c => c.Name == column.Name);
        if (at < 0)
            return new SchemaShape(_columns.Append(column));
        Column[] columns = [.. _columns];
        columns[at] = column;
        return new SchemaShape(columns);
    }
}
