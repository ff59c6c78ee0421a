namespace Microsoft.ML;

public sealed class ModelSaveContext : IDisposable
{
    internal ModelSaveContext()
    {
    }

    public void Dispose()
    {
    }
}
