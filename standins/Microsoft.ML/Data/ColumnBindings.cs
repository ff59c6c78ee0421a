namespace Microsoft.ML.Data;

// Where columns of a mapped view come from. An added column stands right after the input column that it hides, otherwise at the end.
internal sealed class ColumnBindings
{
    // Per output column: an index of the input, or the complement of an index of the added columns.
    private readonly int[] _origins;

    public ColumnBindings(DataViewSchema input, DataViewSchema.DetachedColumn[] added)
    {
        InputSchema = input;
        var lastOfName = new Dictionary<int, List<int>>();
        var atEnd = new List<int>();
        for (int i = 0; i < added.Length; i++)
        {
            if (input.GetColumnOrNull(added[i].Name) is not { } hidden)
                atEnd.Add(i);
            else if (lastOfName.TryGetValue(hidden.Index, out List<int> others))
                others.Add(i);
            else
                lastOfName[hidden.Index] = [i];
        }

        var origins = new List<int>();
        for (int i = 0; i < input.Count; i++)
        {
            origins.Add(i);
            if (lastOfName.TryGetValue(i, out List<int> replacements))
                origins.AddRange(replacements.Select(index => ~index));
        }

        origins.AddRange(atEnd.Select(index => ~index));
        _origins = [.. origins];

        var builder = new DataViewSchema.Builder();
        foreach (int origin in _origins)
        {
            if (origin >= 0)
                builder.AddColumn(input[origin].Name, input[origin].Type, input[origin].Annotations);
            else
                builder.AddColumn(added[~origin].Name, added[~origin].Type, added[~origin].Annotations);
        }

        Schema = builder.ToSchema();
        AddedIndices = [.. Enumerable.Range(0, added.Length).Select(index => Array.IndexOf(_origins, ~index))];
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema Schema { get; }

    // Where each added column stands in the output.
    public int[] AddedIndices { get; }

    public int Map(int column, out bool isInput)
    {
        int origin = _origins[column];
        isInput = origin >= 0;
        return isInput ? origin : ~origin;
    }
}
