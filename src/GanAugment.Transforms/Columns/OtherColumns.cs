using GanAugment.Transforms.Rows;
using Microsoft.ML;

namespace GanAugment.Transforms.Columns;

/// <summary>What synthetic rows have in the columns of the data that are neither image nor label.</summary>
internal sealed class OtherColumns
{
    private readonly ColumnFill rest;
    private readonly Dictionary<string, ColumnFill> named = new(StringComparer.Ordinal);

    /// <exception cref="OptionException">A column is named that the data lacks or that has its values already, or a value is none of its type.</exception>
    public OtherColumns(DataViewSchema schema, BigGanAugmentationOptions options)
    {
        rest = options.OtherColumns;
        foreach (var (name, fill) in options.FillColumns ?? new Dictionary<string, ColumnFill>()) named.Add(name, fill);
        if (options.SyntheticWeight is { } weight && schema.GetColumnOrNull(options.ExampleWeightColumnName) is not null)
            named[options.ExampleWeightColumnName] = ColumnFill.Value(weight);

        foreach (var (name, fill) in named)
        {
            if (name == options.ImageColumnName || name == options.LabelColumnName)
                throw Wrong($"names the column '{name}', which synthetic rows have values of their own for", "Leave it out.");
            if (schema.GetColumnOrNull(name) is not { } column)
                throw Wrong($"names the column '{name}', which the data lacks", $"The data has '{string.Join("', '", schema.Select(c => c.Name))}'.");
            // A value that does not fit is better known before training than in the middle of it.
            if (fill is not ColumnFill.Copied) _ = FilledColumn.Of(column, fill);
        }
    }

    public bool IsCopied(DataViewSchema.Column column) => Fill(column) is ColumnFill.Copied;

    /// <param name="data">The real rows.</param>
    /// <param name="index">The column.</param>
    /// <param name="templates">The rows to copy from.</param>
    /// <param name="together">The columns that the same cursor copies.</param>
    public SyntheticColumn Of(IDataView data, int index, TemplateRows templates, IReadOnlyList<int> together) => IsCopied(data.Schema[index])
        ? CopiedColumn.Of(data, index, templates, together)
        : FilledColumn.Of(data.Schema[index], Fill(data.Schema[index]));

    private ColumnFill Fill(DataViewSchema.Column column) => named.GetValueOrDefault(column.Name, rest);

    private static OptionException Wrong(string what, string remedy) => new($"FillColumns {what}.", "It stands in the options of AugmentWithBigGan.", remedy);
}
