namespace Microsoft.ML;

public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private protected PredictionEngineBase()
    {
    }

    public DataViewSchema OutputSchema { get; private protected set; }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    public abstract void Predict(TSrc example, ref TDst prediction);

    public void Dispose() => DisposeCore();

    private protected abstract void DisposeCore();
}
