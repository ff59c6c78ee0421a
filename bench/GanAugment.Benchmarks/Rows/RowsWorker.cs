using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;

namespace GanAugment.Benchmarks.Rows;

/// <summary>A process of its own for a view of one size, so that its peak of memory is that of this size.</summary>
internal static class RowsWorker
{
    /// <summary>The first argument of the process.</summary>
    public const string Verb = "rows-worker";

    private const int RealRows = 16;

    private const string StatusFile = "/proc/self/status";

    /// <summary>Reads a view in this process, and prints what it found.</summary>
    /// <param name="kind">A kind of <see cref="CountingGenerator"/>.</param>
    /// <param name="rows">Synthetic rows of the view.</param>
    public static int Serve(string kind, int rows)
    {
        var context = new MLContext(1);
        CountingGenerator generator = CountingGenerator.Of(kind);
        Read(context, generator, 2000, new Passes());
        long before = generator.Images;
        var passes = new Passes();
        Read(context, generator, rows, passes);
        Console.WriteLine(JsonSerializer.Serialize(passes.ToAnswer(rows, generator.Images - before, PeakBytes())));
        return 0;
    }

    private static void Read(MLContext context, CountingGenerator generator, int rows, Passes passes)
    {
        using RowsView augmented = RowsView.Of(context, generator, RealRows, rows);
        long before = generator.Images;
        passes.Labels += Stopwatches.Of(() => ViewReader.Labels(augmented.View));
        passes.GeneratedByLabels += generator.Images - before;
        passes.First += Stopwatches.Of(() => ViewReader.Images(augmented.View));
        passes.Second += Stopwatches.Of(() => ViewReader.Images(augmented.View));
        passes.Shuffled += Stopwatches.Of(() => ViewReader.Images(augmented.View, new Random(1)));
    }

    private static long PeakBytes()
    {
        if (!File.Exists(StatusFile)) return Process.GetCurrentProcess().PeakWorkingSet64;
        string line = File.ReadLines(StatusFile).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(':')[1].Replace("kB", "").Trim(), CultureInfo.InvariantCulture);
    }

    private sealed class Passes
    {
        public Stopwatches First, Second, Shuffled, Labels;

        public long GeneratedByLabels;

        public RowsAnswer ToAnswer(int rows, long generated, long peak)
        {
            return new RowsAnswer(rows, Each(First), Each(Second), Each(Shuffled), Each(Labels), GeneratedByLabels, generated, peak);

            double Each(Stopwatches pass) => pass.Processor.TotalNanoseconds / rows;
        }
    }
}
