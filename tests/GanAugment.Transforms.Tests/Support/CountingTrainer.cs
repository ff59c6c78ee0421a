using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>Stands where a trainer stands and counts the rows that one would see.</summary>
internal sealed class CountingTrainer : IEstimator<ITransformer>
{
    public List<int> RowsPerFit { get; } = [];

    public List<string> LastLabels { get; private set; } = [];

    public ITransformer Fit(IDataView input)
    {
        LastLabels = Values.Of(input, "Label");
        RowsPerFit.Add(LastLabels.Count);
        return new TransformerChain<ITransformer>();
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
}
