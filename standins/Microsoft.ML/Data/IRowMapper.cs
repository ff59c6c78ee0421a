namespace Microsoft.ML.Data;

// What a row-to-row transformer is when bound to an input schema: columns added, what they need, how they are computed.
internal interface IRowMapper
{
    DataViewSchema.DetachedColumn[] GetOutputColumns();

    // From a predicate over added columns to one over input columns.
    Func<int, bool> GetDependencies(Func<int, bool> activeOutput);

    // One getter per added column, null where inactive.
    Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer);
}
