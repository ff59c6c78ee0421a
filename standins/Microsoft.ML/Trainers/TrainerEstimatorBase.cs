using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column FeatureColumn;
    public readonly SchemaShape.Column LabelColumn;
    public readonly SchemaShape.Column WeightColumn;

    private protected readonly IHost Host;

    private protected TrainerEstimatorBase(IHost host, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight = default)
    {
        Contracts.CheckValue(host, nameof(host));
        Contracts.CheckParam(feature.IsValid, nameof(feature), "not initialized properly");
        Host = host;
        FeatureColumn = feature;
        LabelColumn = label;
        WeightColumn = weight;
    }

    public abstract TrainerInfo Info { get; }

    public TTransformer Fit(IDataView input) => Train(input, initial: null);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        CheckInputs(inputSchema);
        var output = inputSchema;
        foreach (var column in GetOutputColumns(inputSchema))
            output = output.With(column);
        return output;
    }

    private protected TTransformer Train(IDataView input, TModel initial)
    {
        Contracts.CheckValue(input, nameof(input));
        CheckInputs(SchemaShape.Create(input.Schema));
        return MakeTransformer(TrainModel(new TrainingRows(input, LabelColumn.Name, FeatureColumn.Name, WeightColumn.Name), initial), input.Schema);
    }

    private protected abstract SchemaShape.Column[] GetOutputColumns(SchemaShape inputSchema);

    private protected abstract TModel TrainModel(TrainingRows rows, TModel initial);

    private protected abstract TTransformer MakeTransformer(TModel model, DataViewSchema trainSchema);

    private void CheckInputs(SchemaShape inputSchema)
    {
        CheckInput(inputSchema, FeatureColumn, "feature");
        CheckInput(inputSchema, WeightColumn, "weight");
        CheckInput(inputSchema, LabelColumn, "label");
    }

    private void CheckInput(SchemaShape inputSchema, SchemaShape.Column wanted, string role)
    {
        if (!wanted.IsValid)
            return;
        if (!inputSchema.TryFindColumn(wanted.Name, out var found))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, wanted.Name);
        if (!wanted.IsCompatibleWith(found))
        {
            string parameter = role == "label" ? "labelCol" : nameof(inputSchema);
            throw Host.ExceptSchemaMismatch(parameter, role, wanted.Name, wanted.GetTypeString(), found.GetTypeString());
        }
    }
}
