using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
    {
        _host = env.Register("ColumnConcatenatingEstimator ");
        Contracts.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        Contracts.CheckValue(inputColumnNames, nameof(inputColumnNames));
        Contracts.CheckParam(!inputColumnNames.Any(string.IsNullOrEmpty), nameof(inputColumnNames), "Contained some null or empty items");
        _output = outputColumnName;
        _inputs = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        var transformer = new ColumnConcatenatingTransformer(_host, _output, _inputs);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape.Column[] columns = [.. _inputs.Select(inputSchema.Find)];
        foreach (SchemaShape.Column column in columns)
        {
            if (column.IsKey)
                throw _host.Except($"Column '{column.Name}' is key. Concatenation of keys is unsupported.");
            if (!column.ItemType.Equals(columns[0].ItemType))
            {
                throw _host.Except($"Concatenated columns should have the same type. Column '{column.Name}' has type of {column.ItemType}, " +
                    $"but expected column type is {columns[0].ItemType}.");
            }
        }

        var annotations = new List<SchemaShape.Column>();
        if (columns.All(column => column.IsNormalizedColumn()))
            annotations.Add(ShapeColumns.IsNormalized);
        if (columns.Any(column => column.Kind == SchemaShape.Column.VectorKind.Scalar || column.HasSlotNames()))
            annotations.Add(ShapeColumns.SlotNames);
        SchemaShape.Column.VectorKind kind = columns.Any(column => column.Kind == SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        return inputSchema.With(new SchemaShape.Column(_output, kind, columns[0].ItemType, isKey: false, new SchemaShape(annotations)));
    }
}
