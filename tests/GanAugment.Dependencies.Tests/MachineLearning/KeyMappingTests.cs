using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class KeyMappingTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Keys_are_numbered_by_occurrence()
    {
        IDataView mapped = Map(["b", "a", "b", "", "c"]);
        Assert.Equal([1u, 2u, 1u, 0u, 3u], Samples.Column<uint>(mapped, "Label"));
        Assert.Equal("Key<UInt32, 0-2>", mapped.Schema["Label"].Type.ToString());
        Assert.Equal(["b", "a", "c"], KeyNames(mapped));
    }

    [Fact]
    public void Or_by_value()
        => Assert.Equal(["B", "a", "b"], KeyNames(Map(["b", "B", "a"], ValueToKeyMappingEstimator.KeyOrdinality.ByValue)));

    [Fact]
    public void Values_unknown_at_fit_are_missing()
    {
        ITransformer map = _ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(Load(["a", "b"]));
        Assert.Equal([2u, 0u], Samples.Column<uint>(map.Transform(Load(["b", "z"])), "Label"));
    }

    [Fact]
    public void Keys_beyond_the_maximum_are_missing()
    {
        IDataView data = Load(["a", "b", "c"]);
        IDataView mapped = _ml.Transforms.Conversion.MapValueToKey("Label", "Name", maximumNumberOfKeys: 2).Fit(data).Transform(data);
        Assert.Equal([1u, 2u, 0u], Samples.Column<uint>(mapped, "Label"));
    }

    [Fact]
    public void Key_data_fixes_the_numbers()
    {
        IDataView keys = _ml.Transforms.SelectColumns("Name").Fit(Load(["c", "b"])).Transform(Load(["c", "b"]));
        IDataView data = Load(["a", "b", "c"]);
        IDataView mapped = _ml.Transforms.Conversion.MapValueToKey("Label", "Name", keyData: keys).Fit(data).Transform(data);
        Assert.Equal([0u, 2u, 1u], Samples.Column<uint>(mapped, "Label"));
    }

    [Fact]
    public void Mapping_back_gives_the_values()
    {
        IDataView mapped = Map(["b", "a", ""]);
        IDataView back = _ml.Transforms.Conversion.MapKeyToValue("Back", "Label").Fit(mapped).Transform(mapped);
        Assert.Equal(["b", "a", ""], Samples.Texts(back, "Back"));
        CursorInvariants.Check(back);
    }

    [Fact]
    public void Mapping_back_wants_a_key()
        => Assert.Contains(
            "Schema mismatch for input column 'Name': expected KeyType, got String",
            Assert.Throws<ArgumentOutOfRangeException>("inputSchema", () => new EstimatorChain<ITransformer>()
                .Append(_ml.Transforms.Conversion.MapKeyToValue("Name")).Fit(Samples.Load(_ml))).Message);

    private IDataView Map(string[] names, ValueToKeyMappingEstimator.KeyOrdinality order = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence)
        => _ml.Transforms.Conversion.MapValueToKey("Label", "Name", keyOrdinality: order).Fit(Load(names)).Transform(Load(names));

    private IDataView Load(string[] names) => _ml.Data.LoadFromEnumerable(names.Select(name => new SampleRow { Name = name, Features = [0, 0] }).ToList());

    private static IEnumerable<string> KeyNames(IDataView view)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        Assert.True(view.Schema["Label"].HasKeyValues());
        view.Schema["Label"].GetKeyValues(ref names);
        return names.DenseValues().Select(name => name.ToString());
    }
}
