using System.Diagnostics;

namespace GanAugment.Benchmarks.Rows;

/// <summary>Time on the clock and of the processor. On a machine that others use too, only the latter means anything.</summary>
internal readonly record struct Stopwatches(TimeSpan Clock, TimeSpan Processor)
{
    public static Stopwatches Of(Action work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        work();
        return new Stopwatches(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - before);
    }

    public static Stopwatches operator +(Stopwatches a, Stopwatches b) => new(a.Clock + b.Clock, a.Processor + b.Processor);
}
