namespace Microsoft.ML.OnnxRuntime;

/// <summary>Results that are released together.</summary>
internal sealed class DisposableList<T> : List<T>, IDisposableReadOnlyCollection<T>
    where T : IDisposable
{
    public void Dispose()
    {
        foreach (var item in this)
            item?.Dispose();
        Clear();
    }
}
