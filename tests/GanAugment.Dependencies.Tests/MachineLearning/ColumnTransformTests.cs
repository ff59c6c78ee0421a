using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class ColumnTransformTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void A_column_computed_in_place_stands_after_the_one_it_hides()
    {
        IDataView view = Apply(_ml.Transforms.CopyColumns("Name", "Weight"));
        Assert.Equal(["Name", "Name", "Weight", "Features"], view.Schema.Select(column => column.Name));
        Assert.Equal([true, false, false, false], view.Schema.Select(column => column.IsHidden));
        Assert.Equal(NumberDataViewType.Single, view.Schema["Name"].Type);
        CursorInvariants.Check(view);
    }

    [Fact]
    public void Concatenation_names_slots_by_scalar_columns()
    {
        IDataView view = Apply(_ml.Transforms.Concatenate("All", "Weight", "Features"));
        Assert.Equal("Vector<Single, 3>", view.Schema["All"].Type.ToString());
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["All"].GetSlotNames(ref names);
        Assert.Equal(["Weight", "", ""], names.DenseValues().Select(name => name.ToString()));
        Assert.Equal([5f, 2, 5], Samples.Column<VBuffer<float>>(view, "All")[5].DenseValues());
        CursorInvariants.Check(view);
    }

    [Fact]
    public void Concatenation_of_one_vector_keeps_its_type()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(SampleRow));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 2);
        IDataView data = _ml.Data.LoadFromEnumerable(Samples.Rows(2), definition);
        IDataView view = _ml.Transforms.Concatenate("All", "Features").Fit(data).Transform(data);
        Assert.Equal("Vector<Single, 1, 2>", view.Schema["All"].Type.ToString());
    }

    [Fact]
    public void Concatenation_of_different_types_is_refused()
    {
        EstimatorChain<ColumnConcatenatingTransformer> chain = new EstimatorChain<ITransformer>().Append(_ml.Transforms.Concatenate("All", "Weight", "Name"));
        Assert.Contains(
            "Concatenated columns should have the same type. Column 'Name' has type of String, but expected column type is Single.",
            Assert.Throws<InvalidOperationException>(() => chain.Fit(Samples.Load(_ml))).Message);
    }

    [Fact]
    public void Selecting_orders_columns_as_asked_and_dropping_keeps_their_order()
    {
        Assert.Equal(["Features", "Name"], Apply(_ml.Transforms.SelectColumns("Features", "Name")).Schema.Select(column => column.Name));
        IDataView dropped = Apply(_ml.Transforms.DropColumns("Weight"));
        Assert.Equal(["Name", "Features"], dropped.Schema.Select(column => column.Name));
        CursorInvariants.Check(dropped);
    }

    [Fact]
    public void Dropping_a_copy_restores_the_schema()
    {
        IDataView data = Samples.Load(_ml);
        IDataView view = _ml.Transforms.CopyColumns("__tmp", "Features").Append(_ml.Transforms.DropColumns("__tmp")).Fit(data).Transform(data);
        Assert.Equal(data.Schema.Select(column => column.ToString()), view.Schema.Select(column => column.ToString()));
    }

    [Fact]
    public void A_missing_input_is_said_with_role_name_and_parameter()
    {
        Exception atFit = Assert.Throws<ArgumentOutOfRangeException>("inputSchema", () => _ml.Transforms.CopyColumns("x", "Nobody").Fit(Samples.Load(_ml)));
        Assert.Contains("Could not find input column 'Nobody'", atFit.Message);
        Assert.True(atFit.Data.Contains("ML_IsMarked"));
    }

    [Fact]
    public void Normalisation_maps_the_largest_magnitude_to_one_and_is_annotated()
    {
        IDataView view = Apply(_ml.Transforms.NormalizeMinMax("Weight"));
        Assert.Equal(1f, Samples.Column<float>(view, "Weight").Max());
        Assert.True(view.Schema["Weight"].IsNormalized());
        CursorInvariants.Check(view);
    }

    [Fact]
    public void A_constant_feature_is_normalised_to_zero()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Enumerable.Repeat(new SampleRow { Weight = 7, Features = [0, 0] }, 3).ToList());
        Assert.Equal([0f, 0, 0], Samples.Column<float>(_ml.Transforms.NormalizeMinMax("Weight").Fit(data).Transform(data), "Weight"));
    }

    [Fact]
    public void Normalisation_by_mean_and_variance_centres_when_zero_may_move()
    {
        List<float> values = Samples.Column<float>(Apply(_ml.Transforms.NormalizeMeanVariance("Weight", fixZero: false)), "Weight");
        Assert.Equal(0, values.Average(), 5);
        Assert.Equal(1, values.Average(value => value * value), 4);
    }

    [Fact]
    public void Numbers_convert_to_text_and_back_but_not_from_fractions_to_integers()
    {
        IDataView text = Apply(_ml.Transforms.Conversion.ConvertType("Weight", outputKind: DataKind.String));
        Assert.Equal("11", Samples.Texts(text, "Weight")[11]);
        IDataView number = _ml.Transforms.Conversion.ConvertType("Weight").Fit(text).Transform(text);
        Assert.Equal(11f, Samples.Column<float>(number, "Weight")[11]);
        Assert.Throws<ArgumentOutOfRangeException>("inputSchema", () => Apply(_ml.Transforms.Conversion.ConvertType("Weight", outputKind: DataKind.Int32)));
    }

    [Fact]
    public void Nothing_is_computed_for_columns_that_nobody_asks_for()
    {
        int calls = 0;
        IDataView data = Samples.Load(_ml);
        IDataView view = _ml.Transforms.CustomMapping<SampleRow, Doubled>((_, _) => Interlocked.Increment(ref calls), null).Fit(data).Transform(data);
        Samples.Texts(view, "Name");
        Assert.Equal(0, calls);
        Samples.Column<float>(view, "Twice");
        Assert.Equal(12, calls);
    }

    [Fact]
    public void A_row_mapper_keeps_the_very_schema_it_was_bound_to()
    {
        IDataView data = Samples.Load(_ml);
        ITransformer copy = _ml.Transforms.CopyColumns("x", "Weight").Fit(data);
        IRowToRowMapper mapper = copy.GetRowToRowMapper(data.Schema);
        Assert.Same(data.Schema, mapper.InputSchema);
        Assert.Equal(copy.GetOutputSchema(data.Schema).Select(column => column.ToString()), mapper.OutputSchema.Select(column => column.ToString()));
        Assert.Equal(["Weight"], mapper.GetDependencies([mapper.OutputSchema["x"]]).Select(column => column.Name));
    }

    private IDataView Apply(IEstimator<ITransformer> estimator)
    {
        IDataView data = Samples.Load(_ml);
        return estimator.Fit(data).Transform(data);
    }

    private sealed class Doubled
    {
        public float Twice { get; set; }
    }
}
