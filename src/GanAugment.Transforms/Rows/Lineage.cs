using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Rows;

/// <summary>Recognises a view again: itself, or one that was made anew by mapping the rows of the same data.</summary>
/// <remarks>
/// Splits and folds of one data set differ: each stands on a filter of its own, which is no row-to-row mapping. Only the data at the bottom is remembered,
/// weakly: a chain inside a chain drops the view it was fitted on before the outer chain comes with the like of it.
/// </remarks>
internal sealed class Lineage(IDataView view)
{
    private readonly WeakReference<IDataView> bottom = new(Bottom(view));
    private readonly DataViewSchema schema = view.Schema;

    /// <summary>Whether the data at the bottom was a cache's, which hides where it comes from. A chain makes one for its own fit and never again.</summary>
    public bool IsCached { get; } = Bottom(view).GetType().Name == "CacheDataView";

    /// <summary>Whether a view is the one that is remembered, or one of the same columns over the same data.</summary>
    public bool Includes(IDataView other) => bottom.TryGetTarget(out IDataView? mine) && ReferenceEquals(mine, Bottom(other)) && SameColumns(other.Schema);

    // ML.NET's mapping views are internal, but each has a public property Source. Without it the comparison is by reference alone.
    private static IDataView Bottom(IDataView view)
    {
        while (view is IRowToRowMapper && view.GetType().GetProperty("Source")?.GetValue(view) is IDataView source) view = source;
        return view;
    }

    private bool SameColumns(DataViewSchema other) => ReferenceEquals(schema, other)
        || (schema.Count == other.Count && schema.Zip(other).All(pair => pair.First.Name == pair.Second.Name && pair.First.Type.Equals(pair.Second.Type)));
}
