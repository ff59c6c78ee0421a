using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class HashingEstimator : IEstimator<HashingTransformer>
{
    private readonly IHost _host;
    private readonly ColumnOptions[] _columns;

    internal HashingEstimator(IHostEnvironment env, params ColumnOptions[] columns)
    {
        _host = env.Register(nameof(HashingEstimator));
        _columns = columns;
        foreach (ColumnOptions column in columns)
            Contracts.CheckParam(column.MaximumNumberOfInverts == 0 && !column.UseOrderedHashing, nameof(columns), "Only plain hashing is available");
    }

    public HashingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        var transformer = new HashingTransformer(_host, _columns);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape result = inputSchema;
        foreach (ColumnOptions column in _columns)
        {
            SchemaShape.Column input = inputSchema.Find(column.InputColumnName);
            if (!HashingTransformer.CanHash(input.ItemType))
                throw _host.ExceptParam(nameof(inputSchema), HashingTransformer.Expected);
            SchemaShape.Column.VectorKind kind = column.Combine ? SchemaShape.Column.VectorKind.Scalar : input.Kind;
            result = result.With(new SchemaShape.Column(
                column.Name, kind, NumberDataViewType.UInt32, isKey: true, input.Annotations.Only(AnnotationKinds.SlotNames)));
        }

        return result;
    }

    public sealed class ColumnOptions(
        string name,
        string inputColumnName = null,
        int numberOfBits = 31,
        uint seed = 314489979,
        bool useOrderedHashing = false,
        int maximumNumberOfInverts = 0,
        bool combine = false)
    {
        public string Name { get; set; } = name;

        public string InputColumnName { get; set; } = inputColumnName ?? name;

        public int NumberOfBits { get; set; } = numberOfBits is >= 1 and <= 31
            ? numberOfBits
            : throw Contracts.ExceptParam(nameof(numberOfBits), "hashBits should be between 1 and 31 inclusive");

        public uint Seed { get; set; } = seed;

        public bool UseOrderedHashing { get; set; } = useOrderedHashing;

        public int MaximumNumberOfInverts { get; set; } = maximumNumberOfInverts;

        public bool Combine { get; set; } = combine;
    }
}
