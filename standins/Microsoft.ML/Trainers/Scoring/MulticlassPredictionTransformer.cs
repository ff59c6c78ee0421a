using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed class MulticlassPredictionTransformer<TModel> : ISingleFeaturePredictionTransformer<TModel>, IDisposable
    where TModel : class
{
    private readonly IHost _host;
    private readonly DataViewSchema.Column _label;

    internal MulticlassPredictionTransformer(IHostEnvironment env, TModel model, DataViewSchema trainSchema, string featureColumn, string labelColumn)
    {
        _host = env.Register("MulticlassPredictionTransformer");
        Model = model;
        FeatureColumnName = featureColumn;
        FeatureColumnType = trainSchema[featureColumn].Type;
        _label = trainSchema[labelColumn];
    }

    public TModel Model { get; }

    public string FeatureColumnName { get; }

    public DataViewType FeatureColumnType { get; }

    bool ITransformer.IsRowToRowMapper => true;

    private IMulticlassModel Scorer => (IMulticlassModel)(object)Model;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        return RowToRowMapperTransform.GetOutputSchema(inputSchema, Bind(inputSchema));
    }

    public IDataView Transform(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        return new RowToRowMapperTransform(input, Bind(input.Schema));
    }

    public void Dispose() => (Model as IDisposable)?.Dispose();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        return new RowToRowMapperTransform(new EmptyDataView(inputSchema), Bind(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(MulticlassPredictionFile));
        MulticlassPredictionFile.Save(ctx, Scorer, FeatureColumnName, FeatureColumnType, _label);
    }

    private MulticlassScoreMapper Bind(DataViewSchema input)
    {
        var features = input.GetColumnOrNull(FeatureColumnName) ?? throw _host.ExceptSchemaMismatch("inputSchema", "feature", FeatureColumnName);
        if (!features.Type.Equals(FeatureColumnType))
        {
            throw _host.ExceptSchemaMismatch(
                "inputSchema", "feature", FeatureColumnName, FeatureColumnType.ToString(), features.Type.ToString());
        }

        return new MulticlassScoreMapper(Scorer, features, ScoreSchema.Columns(Scorer.ClassCount, _label, ScoreSchema.NextSet(input)));
    }
}
