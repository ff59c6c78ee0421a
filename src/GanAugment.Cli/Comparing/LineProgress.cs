namespace GanAugment.Cli.Comparing;

/// <summary>Shows reports on a progress line at once; <see cref="Progress{T}"/> calls back on another thread, after the line was ended.</summary>
/// <param name="line">The line.</param>
/// <param name="show">The share that is done, 0 … 1, and the words beside it.</param>
internal sealed class LineProgress<T>(ProgressLine line, Func<T, (double Done, string Words)> show) : IProgress<T>
{
    public void Report(T value)
    {
        var (done, words) = show(value);
        line.Write(done, words);
    }
}
