using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>The requests of a <see cref="Contender"/> as its process sees them.</summary>
internal sealed class Requests
{
    private readonly Process self = Process.GetCurrentProcess();
    private int iterations;
    private TimeSpan cpu;
    private long clock;

    /// <summary>Says that the process is ready.</summary>
    public static void Ready(string engine) => Console.WriteLine(engine);

    /// <summary>Waits for the next request and starts the clocks; false when there is none.</summary>
    public bool Next(out int count)
    {
        count = iterations = Console.ReadLine() is { } line ? int.Parse(line, CultureInfo.InvariantCulture) : 0;
        self.Refresh();
        cpu = self.TotalProcessorTime;
        clock = Stopwatch.GetTimestamp();
        return count > 0;
    }

    /// <summary>Answers the request.</summary>
    public void Done()
    {
        double wall = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        self.Refresh();
        Console.WriteLine(JsonSerializer.Serialize(new Answer(iterations, (self.TotalProcessorTime - cpu).TotalSeconds, wall, self.PeakWorkingSet64),
            JsonSerializerOptions.Web));
    }
}
