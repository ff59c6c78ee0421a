using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class SplitTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Train_and_test_share_no_row_and_lose_none()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(Samples.Load(_ml, 200), 0.25);
        List<float> train = Samples.Column<float>(split.TrainSet, "Weight");
        List<float> test = Samples.Column<float>(split.TestSet, "Weight");
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (float)i), train.Concat(test).Order());
        Assert.InRange(test.Count, 25, 75);
        Assert.Equal(["Name", "Weight", "Features"], split.TrainSet.Schema.Select(column => column.Name));
        Assert.Null(split.TrainSet.GetRowCount());
        CursorInvariants.Check(split.TrainSet);
    }

    [Fact]
    public void A_seed_decides_the_split()
    {
        Assert.Equal(TestRows(3), TestRows(3));
        Assert.NotEqual(TestRows(3), TestRows(4));

        List<float> TestRows(int seed)
            => Samples.Column<float>(_ml.Data.TrainTestSplit(Samples.Load(_ml, 100), 0.3, seed: seed).TestSet, "Weight");
    }

    [Fact]
    public void Rows_with_one_sampling_key_stay_together()
    {
        foreach (DataOperationsCatalog.TrainTestData fold in _ml.Data.CrossValidationSplit(Samples.Load(_ml, 60), 3, "Name"))
            Assert.Empty(Samples.Texts(fold.TrainSet, "Name").Intersect(Samples.Texts(fold.TestSet, "Name")));
    }

    [Fact]
    public void Every_row_is_in_one_test_fold()
    {
        var folds = _ml.Data.CrossValidationSplit(Samples.Load(_ml, 150), 5);
        Assert.Equal(5, folds.Count);
        Assert.Equal(Enumerable.Range(0, 150).Select(i => (float)i), folds.SelectMany(fold => Samples.Column<float>(fold.TestSet, "Weight")).Order());
        Assert.All(folds, fold => Assert.Equal(
            150, Samples.Column<float>(fold.TrainSet, "Weight").Count + Samples.Column<float>(fold.TestSet, "Weight").Count));
    }

    [Fact]
    public void Below_the_columns_each_side_has_a_view_of_its_own_that_is_no_row_to_row_mapper()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(Samples.Load(_ml, 20));
        IDataView train = Bottom(split.TrainSet);
        IDataView test = Bottom(split.TestSet);
        Assert.NotSame(train, test);
        Assert.False(train is IRowToRowMapper);

        IDataView mapped = _ml.Transforms.CopyColumns("x", "Weight").Fit(split.TrainSet).Transform(split.TrainSet);
        Assert.Same(train, Bottom(mapped));
    }

    [Fact]
    public void Fractions_and_folds_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("testFraction", () => _ml.Data.TrainTestSplit(Samples.Load(_ml), 1));
        Assert.Throws<ArgumentOutOfRangeException>("numberOfFolds", () => _ml.Data.CrossValidationSplit(Samples.Load(_ml), 1));
        Assert.Throws<ArgumentOutOfRangeException>("samplingKeyColumn", () => _ml.Data.TrainTestSplit(Samples.Load(_ml), 0.5, "Nobody"));
    }

    // Row-to-row views show the view below them in a public property of an internal type.
    private static IDataView Bottom(IDataView view)
    {
        while (view is IRowToRowMapper && view.GetType().GetProperty("Source", BindingFlags.Public | BindingFlags.Instance)?.GetValue(view) is IDataView source)
            view = source;
        return view;
    }
}
