namespace SkiaSharp;

public abstract class SKNativeObject : IDisposable
{
    protected virtual void Dispose(bool disposing)
    {
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
}
