using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class EstimatorChainTests
{
    private readonly MLContext _ml = new(1);
    private readonly List<string> _log = [];

    [Fact]
    public void Shapes_are_checked_before_anything_is_fitted()
    {
        RecordingEstimator first = Record("first");
        EstimatorChain<ITransformer> chain = new EstimatorChain<ITransformer>().Append(first).Append(Record("second"));
        chain.Fit(Samples.Load(_ml));
        Assert.Equal(["first shape", "second shape", "first fit", "second fit"], _log);

        _log.Clear();
        Assert.Throws<ArgumentOutOfRangeException>("inputSchema", () => first.Append(_ml.Transforms.CopyColumns("x", "Nobody")).Fit(Samples.Load(_ml)));
        Assert.Equal(["first shape"], _log);
    }

    [Fact]
    public void Each_transformer_transforms_the_very_view_it_was_fitted_on()
    {
        RecordingEstimator second = Record("second");
        IDataView data = Samples.Load(_ml);
        _ml.Transforms.CopyColumns("x", "Weight").Append(second).Append(Record("third")).Fit(data);
        Assert.Same(second.Fitted.Single(), second.Transformed.Single());
        Assert.NotSame(data, second.Fitted.Single());
    }

    [Fact]
    public void A_nested_chain_is_applied_again_by_the_outer_one()
    {
        RecordingEstimator inner = Record("inner");
        IDataView data = Samples.Load(_ml);
        IEstimator<ITransformer> nested = new EstimatorChain<ITransformer>().Append(inner);
        new EstimatorChain<ITransformer>().Append(nested).Append(Record("outer")).Fit(data);
        Assert.Single(inner.Fitted);
        Assert.Equal([data, data], inner.Transformed);
    }

    [Fact]
    public void Appending_to_a_chain_typed_by_the_interface_stays_flat()
    {
        IEstimator<ITransformer> chain = new EstimatorChain<ITransformer>().Append(Record("a"));
        Assert.Equal(2, Count(chain.Append(Record("b"))));
    }

    [Fact]
    public void Appending_to_a_chain_held_by_the_interface_nests_when_its_last_estimator_is_typed()
    {
        IEstimator<ITransformer> chain = _ml.Transforms.CopyColumns("x", "Weight").Append(_ml.Transforms.CopyColumns("y", "Weight"));
        Assert.Equal(2, Count(chain.Append(Record("c"))));
        Assert.Equal(3, Count(_ml.Transforms.CopyColumns("x", "Weight").Append(_ml.Transforms.CopyColumns("y", "Weight")).Append(Record("c"))));
    }

    [Fact]
    public void The_cache_checkpoint_of_an_interface_nests_always()
    {
        IEstimator<ITransformer> chain = new EstimatorChain<ITransformer>().Append(Record("a")).Append(Record("b"));
        Assert.Equal(1, Count(chain.AppendCacheCheckpoint(_ml)));
    }

    [Fact]
    public void A_chain_transforms_by_the_scoring_scope()
    {
        RecordingEstimator training = Record("training");
        RecordingEstimator always = Record("always");
        TransformerChain<ITransformer> model = new EstimatorChain<ITransformer>()
            .Append(training, TransformerScope.Training)
            .Append(always)
            .Fit(Samples.Load(_ml));
        Assert.Single(training.Transformed);

        IDataView test = Samples.Load(_ml, 3);
        model.Transform(test);
        Assert.DoesNotContain(test, training.Transformed);
        Assert.Contains(test, always.Transformed);

        model.Transform(test, TransformerScope.Everything);
        Assert.Contains(test, training.Transformed);
        Assert.Single(model.GetModelFor(TransformerScope.Scoring));
    }

    [Fact]
    public void A_cache_checkpoint_reads_what_comes_before_it_once()
    {
        int reads = 0;
        IDataView data = _ml.Data.LoadFromEnumerable(Counted());
        RecordingEstimator last = Record("last");
        new EstimatorChain<ITransformer>().Append(Record("first")).AppendCacheCheckpoint(_ml).Append(last).Fit(data);
        IDataView cached = last.Fitted.Single();
        Samples.Texts(cached, "Name");
        Samples.Texts(cached, "Name");
        Assert.Equal(1, reads);
        Assert.True(cached.CanShuffle);

        IEnumerable<SampleRow> Counted()
        {
            reads++;
            foreach (SampleRow row in Samples.Rows(4))
                yield return row;
        }
    }

    [Fact]
    public void A_checkpoint_needs_something_before_it()
        => Assert.Throws<InvalidOperationException>(() => new EstimatorChain<ITransformer>().AppendCacheCheckpoint(_ml));

    [Fact]
    public void Disposing_a_model_disposes_its_transformers()
    {
        RecordingEstimator recorded = Record("a");
        new EstimatorChain<ITransformer>().Append(recorded).Fit(Samples.Load(_ml)).Dispose();
        Assert.True(recorded.Disposed);
    }

    [Fact]
    public void A_chain_is_row_to_row_when_all_its_transformers_are()
    {
        ITransformer rows = Record("a").Fit(Samples.Load(_ml));
        ITransformer other = new RecordingEstimator("b", _log) { IsRowToRow = false }.Fit(Samples.Load(_ml));
        Assert.True(((ITransformer)new TransformerChain<ITransformer>(rows, rows)).IsRowToRowMapper);
        ITransformer mixed = new TransformerChain<ITransformer>(rows, other);
        Assert.False(mixed.IsRowToRowMapper);
        Assert.Throws<InvalidOperationException>(() => mixed.GetRowToRowMapper(Samples.Load(_ml).Schema));
    }

    [Fact]
    public void An_empty_chain_is_the_identity()
    {
        IDataView data = Samples.Load(_ml);
        Assert.Same(data, new TransformerChain<ITransformer>().Transform(data));
    }

    [Fact]
    public void A_fitted_transformer_can_be_watched()
    {
        ITransformer? seen = null;
        ITransformer fitted = Record("a").WithOnFitDelegate(transformer => seen = transformer).Fit(Samples.Load(_ml));
        Assert.Same(fitted, seen);
    }

    private RecordingEstimator Record(string name) => new(name, _log);

    private int Count<T>(IEstimator<TransformerChain<T>> chain)
        where T : class, ITransformer
        => chain.Fit(Samples.Load(_ml)).Count();
}
