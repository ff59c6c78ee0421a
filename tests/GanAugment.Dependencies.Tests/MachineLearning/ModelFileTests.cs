using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class ModelFileTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void A_loaded_chain_transforms_as_the_saved_one()
    {
        IDataView data = Samples.Load(_ml);
        ITransformer model = _ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(_ml.Transforms.Concatenate("All", "Weight", "Features"))
            .Append(_ml.Transforms.NormalizeMinMax("All"))
            .Append(_ml.Transforms.Conversion.ConvertType("Weight", outputKind: DataKind.Double))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Label"))
            .Append(_ml.Transforms.CopyColumns("Copy", "Back"))
            .Append(_ml.Transforms.DropColumns("Name"))
            .Fit(data);
        ITransformer loaded = SaveAndLoad(model, data.Schema, out DataViewSchema schema);

        IDataView expected = model.Transform(data);
        IDataView actual = loaded.Transform(data);
        Assert.Equal(data.Schema.Select(column => column.ToString()), schema.Select(column => column.ToString()));
        Assert.Equal(expected.Schema.Select(column => column.ToString()), actual.Schema.Select(column => column.ToString()));
        Assert.Equal(
            RowSnapshot.Read(expected, [.. expected.Schema]).Select(row => row.Values),
            RowSnapshot.Read(actual, [.. actual.Schema]).Select(row => row.Values));
    }

    [Fact]
    public void The_stored_schema_keeps_annotations()
    {
        IDataView data = Samples.Load(_ml);
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(data).Transform(data);
        SaveAndLoad(_ml.Transforms.CopyColumns("x", "Label").Fit(keyed), keyed.Schema, out DataViewSchema schema);
        Assert.True(schema["Label"].HasKeyValues());
    }

    [Fact]
    public void Images_have_no_place_in_the_stored_schema()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Picture", new Microsoft.ML.Transforms.Image.ImageDataViewType(2, 2));
        builder.AddColumn("Weight", NumberDataViewType.Single);
        SaveAndLoad(new TransformerChain<ITransformer>(), builder.ToSchema(), out DataViewSchema schema);
        Assert.Equal(["Weight"], schema.Select(column => column.Name));
    }

    [Fact]
    public void A_transformer_that_writes_nothing_cannot_be_saved_alone_or_in_a_chain()
    {
        ITransformer foreign = new RecordingEstimator("foreign", []).Fit(Samples.Load(_ml));
        foreach (ITransformer model in new[] { foreign, new TransformerChain<ITransformer>(foreign) })
        {
            Exception error = Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(model, null, new MemoryStream()));
            Assert.Contains("ModelSignature not specified!", error.Message);
        }
    }

    [Fact]
    public void A_transformer_may_be_saved_as_another_one()
    {
        IDataView data = Samples.Load(_ml);
        ITransformer copy = _ml.Transforms.CopyColumns("x", "Weight").Fit(data);
        ITransformer loaded = SaveAndLoad(new TransformerChain<ITransformer>(new SavedAs(copy)), data.Schema, out _);
        Assert.NotNull(loaded.Transform(data).Schema.GetColumnOrNull("x"));
    }

    [Fact]
    public void A_custom_mapping_is_found_by_its_contract()
    {
        IDataView data = Samples.Load(_ml);
        var mapping = new SquareFactory();
        ITransformer named = _ml.Transforms.CustomMapping(mapping.GetMapping(), SquareFactory.Contract).Fit(data);
        Assert.Equal(121f, Samples.Column<float>(SaveAndLoad(named, data.Schema, out _).Transform(data), "Square")[11]);

        ITransformer unnamed = _ml.Transforms.CustomMapping(mapping.GetMapping(), null).Fit(data);
        Assert.Throws<InvalidOperationException>(() => SaveAndLoad(unnamed, data.Schema, out _));
    }

    [Fact]
    public void A_model_without_schema_loads_without_one()
    {
        SaveAndLoad(new TransformerChain<ITransformer>(), null, out DataViewSchema schema);
        Assert.Null(schema);
    }

    private ITransformer SaveAndLoad(ITransformer model, DataViewSchema? inputSchema, out DataViewSchema schema)
    {
        using var file = new MemoryStream();
        _ml.Model.Save(model, inputSchema, file);
        file.Position = 0;
        return new MLContext().Model.Load(file, out schema);
    }

    private sealed class SavedAs(ITransformer other) : ITransformer
    {
        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => other.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => other.GetRowToRowMapper(inputSchema);

        public IDataView Transform(IDataView input) => other.Transform(input);

        public void Save(ModelSaveContext ctx) => other.Save(ctx);
    }
}

internal sealed class Square
{
    [ColumnName("Square")]
    public float Value { get; set; }
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class SquareFactory : CustomMappingFactory<SampleRow, Square>
{
    public const string Contract = "GanAugment.Dependencies.Tests.Square";

    public override Action<SampleRow, Square> GetMapping() => (row, square) => square.Value = row.Weight * row.Weight;
}
