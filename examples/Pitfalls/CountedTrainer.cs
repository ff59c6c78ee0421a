using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pitfalls;

/// <summary>A trainer that tells how many rows it was given.</summary>
internal sealed class CountedTrainer(IEstimator<ITransformer> trainer) : IEstimator<ITransformer>
{
    public long Rows { get; private set; }

    public ITransformer Fit(IDataView input)
    {
        Rows = Count(input);
        return trainer.Fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => trainer.GetOutputSchema(inputSchema);

    public static long Count(IDataView view)
    {
        long rows = 0;
        using DataViewRowCursor cursor = view.GetRowCursor([]);
        while (cursor.MoveNext()) rows++;
        return rows;
    }
}
