using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed class MulticlassPredictionTransformer<TModel> : ISingleFeaturePredictionTransformer<TModel>, IDisposable
    where TModel : class
{
    internal MulticlassPredictionTransformer(IHostEnvironment env, TModel model, DataViewSchema trainSchema, string featureColumn, string labelColumn)
    {
        Model = model;
        FeatureColumnName = featureColumn;
        FeatureColumnType = trainSchema[featureColumn].Type;
    }

    public TModel Model { get; }

    public string FeatureColumnName { get; }

    public DataViewType FeatureColumnType { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw new NotSupportedException();

    public IDataView Transform(IDataView input) => throw new NotSupportedException();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException();

    public void Dispose() => (Model as IDisposable)?.Dispose();
}
