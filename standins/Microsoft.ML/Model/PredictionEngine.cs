namespace Microsoft.ML;

public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst>
    where TSrc : class
    where TDst : class, new()
{
    internal PredictionEngine()
    {
    }

    public override void Predict(TSrc example, ref TDst prediction) => throw new NotSupportedException();

    private protected override void DisposeCore()
    {
    }
}
