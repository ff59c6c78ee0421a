using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly IHost _host;
    private readonly (string Output, string Input)[] _columns;
    private readonly int _maximumNumberOfKeys;
    private readonly KeyOrdinality _ordinality;
    private readonly bool _asText;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(
        IHostEnvironment env, (string Output, string Input)[] columns, int maximumNumberOfKeys, KeyOrdinality ordinality, bool asText, IDataView keyData)
    {
        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        Contracts.CheckParam(maximumNumberOfKeys > 0, "maximumNumberOfKeys", "Must be positive");
        if (keyData is not null && keyData.Schema.Count != 1)
        {
            throw _host.ExceptParam(nameof(keyData), "If specified, this data should contain only a single column containing the terms to map, " +
                $"but it had {keyData.Schema.Count}.");
        }

        _columns = columns;
        _maximumNumberOfKeys = maximumNumberOfKeys;
        _ordinality = ordinality;
        _asText = asText;
        _keyData = keyData;
    }

    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        DataViewSchema.Column[] sources =
        [
            .. _columns.Select(pair => input.Schema.GetColumnOrNull(pair.Input)
                ?? throw _host.ExceptSchemaMismatch("inputSchema", "input", pair.Input)),
        ];
        foreach (DataViewSchema.Column source in sources)
            KeyDictionary.CheckType(source);
        using DataViewRowCursor cursor = _keyData is null ? input.GetRowCursor(sources) : _keyData.GetRowCursor(_keyData.Schema);
        KeyDictionary[] dictionaries =
        [
            .. sources.Select(source => KeyDictionary.Learner(
                cursor, _keyData is null ? source : _keyData.Schema[0], source.Type.ItemType(), _keyData is null ? _maximumNumberOfKeys : int.MaxValue)),
        ];
        while (cursor.MoveNext())
        {
            foreach (KeyDictionary dictionary in dictionaries)
                dictionary.Learn();
        }

        foreach (KeyDictionary dictionary in dictionaries)
            dictionary.Freeze(sorted: _ordinality == KeyOrdinality.ByValue);
        return new ValueToKeyMappingTransformer(_host, _columns, dictionaries, _asText);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape result = inputSchema;
        foreach ((string output, string input) in _columns)
        {
            SchemaShape.Column column = inputSchema.Find(input);
            if (ColumnTypes.Primitive(column.ItemType.RawType) is null)
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", input);
            var values = new SchemaShape.Column(
                AnnotationKinds.KeyValues, SchemaShape.Column.VectorKind.Vector, _asText ? TextDataViewType.Instance : column.ItemType, column.IsKey);
            IEnumerable<SchemaShape.Column> annotations = column.Annotations.Only(AnnotationKinds.SlotNames).Append(values);
            result = result.With(new SchemaShape.Column(output, column.Kind, NumberDataViewType.UInt32, isKey: true, new SchemaShape(annotations)));
        }

        return result;
    }
}
