using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A model bound to a schema: every row is a batch of one.</summary>
internal sealed class OnnxMapper : IRowMapper
{
    private const string OutputSuffix = ".output";

    private readonly OnnxTransformer _parent;
    private readonly DataViewSchema.Column[] _columns;
    private readonly int[][] _shapes;

    public OnnxMapper(IHost host, OnnxTransformer parent, DataViewSchema schema)
    {
        _parent = parent;
        _columns = new DataViewSchema.Column[parent.Inputs.Length];
        _shapes = new int[parent.Inputs.Length][];
        for (int i = 0; i < _columns.Length; i++)
        {
            string name = parent.Inputs[i];
            var input = parent.Model.Input(name);
            int[] shape = input.RowShape();
            if (shape.Count(size => size == 0) > 1)
                throw new ArgumentOutOfRangeException(name, "Only 1 unknown dimension is allowed");

            var column = schema.GetColumnOrNull(name) ?? throw host.ExceptSchemaMismatch("inputSchema", "input", name);
            var have = column.Type.ItemType();
            var want = input.ColumnType.ItemType();
            if (!have.Equals(want) && !(have is KeyDataViewType && have.RawType == want.RawType))
                throw host.ExceptSchemaMismatch("inputSchema", "input", name, want.ToString(), column.Type.ToString());
            if (!shape.Contains(0) && column.Type.ValueCount() % shape.Aggregate((a, b) => a * b) != 0)
            {
                throw Contracts.Except(
                    $"Input shape mismatch: Input '{name}' has shape {string.Join(",", shape)}, but input data is of length {column.Type.ValueCount()}.");
            }

            _columns[i] = column;
            _shapes[i] = shape;
        }
    }

    public DataViewSchema.DetachedColumn[] GetOutputColumns()
        => [.. _parent.Outputs.Select(output => new DataViewSchema.DetachedColumn(ColumnName(output.Name), output.ColumnType))];

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        bool any = Enumerable.Range(0, _parent.Outputs.Count).Any(activeOutput);
        return index => any && _columns.Any(column => column.Index == index);
    }

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        OnnxVariable[] active = [.. _parent.Outputs.Where((_, i) => activeOutput(i))];
        disposer = null;
        if (active.Length == 0)
            return new Delegate[_parent.Outputs.Count];

        var row = new OnnxRow(
            _parent.Model,
            input,
            _parent.Inputs,
            [.. _columns.Select((column, i) => OnnxInput.Open(input, column, _shapes[i]))],
            [.. active.Select(output => output.Name)]);
        disposer = row.Dispose;
        return [.. _parent.Outputs.Select((output, i) => activeOutput(i) ? OnnxOutput.Open(row, output) : null)];
    }

    private static string ColumnName(string output)
        => output.EndsWith(OutputSuffix, StringComparison.Ordinal) ? output.Replace(OutputSuffix, "") : output;
}
