namespace Microsoft.ML.Data;

// A column that is computed from input columns: indices of those, and a maker of the getter for a row of the input.
internal sealed record MappedColumn(DataViewSchema.DetachedColumn Column, int[] Inputs, Func<DataViewRow, Delegate> MakeGetter)
{
    // To be called when rows are no longer wanted.
    public Action Dispose { get; init; }
}
