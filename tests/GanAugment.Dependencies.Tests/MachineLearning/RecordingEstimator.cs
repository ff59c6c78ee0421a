using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

/// <summary>An identity that notes which views it is given: what any estimator from outside the library can observe.</summary>
internal sealed class RecordingEstimator(string name, List<string> log) : IEstimator<ITransformer>
{
    public List<IDataView> Fitted { get; } = [];

    public List<IDataView> Transformed { get; } = [];

    public bool IsRowToRow { get; init; } = true;

    public bool Disposed { get; private set; }

    public ITransformer Fit(IDataView input)
    {
        log.Add($"{name} fit");
        Fitted.Add(input);
        return new Transformer(this);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        log.Add($"{name} shape");
        return inputSchema;
    }

    private sealed class Transformer(RecordingEstimator owner) : ITransformer, IDisposable
    {
        public bool IsRowToRowMapper => owner.IsRowToRow;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
            => ((ITransformer)new TransformerChain<ITransformer>()).GetRowToRowMapper(inputSchema);

        public IDataView Transform(IDataView input)
        {
            owner.Transformed.Add(input);
            return input;
        }

        public void Save(ModelSaveContext ctx)
        {
        }

        public void Dispose() => owner.Disposed = true;
    }
}
