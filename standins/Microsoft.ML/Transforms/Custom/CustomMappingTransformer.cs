using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly IHost _host;
    private readonly Action<TSrc, TDst> _map;
    private readonly string _contractName;

    internal CustomMappingTransformer(
        IHostEnvironment env, Action<TSrc, TDst> map, string contractName, SchemaDefinition input = null, SchemaDefinition output = null)
    {
        _host = env.Register(nameof(CustomMappingTransformer<TSrc, TDst>));
        Contracts.CheckValue(map, "mapAction");
        _map = map;
        _contractName = contractName;
        InputDefinition = input;
        Added = MemberColumn.Of(typeof(TDst), SchemaDefinition.Direction.Write, output);
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal SchemaDefinition InputDefinition { get; }

    internal MemberColumn[] Added { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        return RowToRowMapperTransform.GetOutputSchema(inputSchema, new Mapper(this, inputSchema));
    }

    public IDataView Transform(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        return new RowToRowMapperTransform(input, new Mapper(this, input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        return new RowToRowMapperTransform(new EmptyDataView(inputSchema), new Mapper(this, inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if (_contractName is null)
            throw _host.Except("Empty contract name for a transform: the transform cannot be saved");
        CustomMappingLoader.Save(ctx, _contractName, _map.Method.DeclaringType.Assembly);
    }

    // Maps once per row, however many of the added columns are read.
    private sealed class Mapper(CustomMappingTransformer<TSrc, TDst> parent, DataViewSchema inputSchema) : IRowMapper
    {
        private readonly (MemberColumn Member, DataViewSchema.Column Column)[] _inputs
            = MemberSetters.Bind<TSrc>(inputSchema, ignoreMissingColumns: false, parent.InputDefinition);

        public DataViewSchema.DetachedColumn[] GetOutputColumns()
            => [.. parent.Added.Select(column => new DataViewSchema.DetachedColumn(column.Name, column.Type, column.Annotations))];

        public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
        {
            HashSet<int> needed = Enumerable.Range(0, parent.Added.Length).Any(activeOutput) ? [.. _inputs.Select(input => input.Column.Index)] : [];
            return needed.Contains;
        }

        public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            var getters = new Delegate[parent.Added.Length];
            if (!Enumerable.Range(0, getters.Length).Any(activeOutput))
                return getters;
            Action<TSrc> fill = MemberSetters.Make<TSrc>(input, _inputs);
            var source = new TSrc();
            var target = new TDst();
            long served = -1;
            for (int i = 0; i < getters.Length; i++)
            {
                if (activeOutput(i))
                    getters[i] = MemberGetters.Make<TDst>(parent.Added[i], Current);
            }

            return getters;

            TDst Current()
            {
                Contracts.Check(input.Position >= 0, Getters.FetchValueStateError);
                if (served != input.Position)
                {
                    fill(source);
                    parent._map(source, target);
                    served = input.Position;
                }

                return target;
            }
        }
    }
}
