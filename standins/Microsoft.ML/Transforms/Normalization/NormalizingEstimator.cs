using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHost _host;
    private readonly (string Output, string Input)[] _columns;
    private readonly NormalizationKind _kind;
    private readonly long _maximumExampleCount;
    private readonly bool _fixZero;

    internal NormalizingEstimator(
        IHostEnvironment env, (string Output, string Input)[] columns, NormalizationKind kind, long maximumExampleCount, bool fixZero)
    {
        _host = env.Register(nameof(NormalizingEstimator));
        Contracts.CheckParam(maximumExampleCount > 1, "MaximumExampleCount", "Must be greater than 1");
        _columns = columns;
        _kind = kind;
        _maximumExampleCount = maximumExampleCount;
        _fixZero = fixZero;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        DataViewSchema.Column[] sources =
        [
            .. _columns.Select(pair => input.Schema.GetColumnOrNull(pair.Input) ?? throw _host.ExceptSchemaMismatch("inputSchema", "input", pair.Input)),
        ];
        foreach (DataViewSchema.Column source in sources)
            SlotStatistics.CheckType(source);
        using DataViewRowCursor cursor = input.GetRowCursor(sources);
        (SlotStatistics Statistics, Action Add)[] learners = [.. sources.Select(source => SlotStatistics.Learner(cursor, source))];
        for (long rows = 0; rows < _maximumExampleCount && cursor.MoveNext(); rows++)
        {
            foreach ((_, Action add) in learners)
                add();
        }

        return new NormalizingTransformer(
            _host, _columns, [.. learners.Select((learner, i) => SlotScaling.Of(sources[i].Type, learner.Statistics, _kind, _fixZero))]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape result = inputSchema;
        foreach ((string output, string input) in _columns)
        {
            SchemaShape.Column column = inputSchema.Find(input);
            if (column.Kind == SchemaShape.Column.VectorKind.VariableVector)
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", input, "known-size vector or scalar", column.GetTypeString());
            if (!column.ItemType.Equals(NumberDataViewType.Single) && !column.ItemType.Equals(NumberDataViewType.Double))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", input, "vector or scalar of Single or Double", column.GetTypeString());
            var annotations = new SchemaShape(column.Annotations.Only(AnnotationKinds.SlotNames).Prepend(ShapeColumns.IsNormalized));
            result = result.With(new SchemaShape.Column(output, column.Kind, column.ItemType, column.IsKey, annotations));
        }

        return result;
    }
}
