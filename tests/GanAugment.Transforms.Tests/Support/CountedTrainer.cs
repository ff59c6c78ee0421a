using Microsoft.ML;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>A trainer that counts the rows it is fitted on.</summary>
internal sealed class CountedTrainer<TTransformer>(IEstimator<TTransformer> trainer) : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    public List<int> RowsPerFit { get; } = [];

    public TTransformer Fit(IDataView input)
    {
        RowsPerFit.Add(Values.Rows(input));
        return trainer.Fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => trainer.GetOutputSchema(inputSchema);
}
