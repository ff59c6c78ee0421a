using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class CreateEnumerableTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Rows_come_back_as_they_went_in()
    {
        List<SampleRow> rows = [.. _ml.Data.CreateEnumerable<SampleRow>(Samples.Load(_ml, 4), reuseRowObject: false)];
        Assert.Equal(["a", "b", "c", "a"], rows.Select(row => row.Name));
        Assert.Equal([0f, 1, 2, 3], rows.Select(row => row.Weight));
        Assert.Equal([0f, 3], rows[3].Features);
        Assert.Equal(4, rows.Distinct().Count());
    }

    [Fact]
    public void One_object_is_enough_when_asked_for()
        => Assert.Single(_ml.Data.CreateEnumerable<SampleRow>(Samples.Load(_ml, 4), reuseRowObject: true).ToHashSet());

    [Fact]
    public void A_missing_column_is_an_error_unless_ignored()
    {
        IDataView view = _ml.Transforms.DropColumns("Weight").Fit(Samples.Load(_ml)).Transform(Samples.Load(_ml));
        Exception missing = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.CreateEnumerable<SampleRow>(view, false).ToList());
        Assert.Contains("Could not find  column 'Weight'", missing.Message);
        Assert.Equal(12, _ml.Data.CreateEnumerable<SampleRow>(view, false, ignoreMissingColumns: true).Count());
    }

    [Fact]
    public void A_column_of_another_type_cannot_be_bound()
        => Assert.Contains(
            "Can't bind the IDataView column 'Weight' of type 'Single' to field or property 'Weight' of type 'System.String'",
            Assert.Throws<InvalidOperationException>(() => _ml.Data.CreateEnumerable<Wrong>(Samples.Load(_ml), false).ToList()).Message);

    [Fact]
    public void Keys_come_out_as_the_column_has_them()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(new Keyed[] { new() { Label = 3 } });
        Assert.Equal(4u, _ml.Data.CreateEnumerable<Keyed>(view, false).Single().Label);
    }

    private sealed class Wrong
    {
        public string Weight { get; set; } = "";
    }

    private sealed class Keyed
    {
        [KeyType(10)]
        public uint Label { get; set; }
    }
}
