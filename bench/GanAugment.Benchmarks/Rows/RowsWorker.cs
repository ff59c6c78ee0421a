using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GanAugment.Sampling;
using GanAugment.Transforms;
using Microsoft.ML;

namespace GanAugment.Benchmarks.Rows;

/// <summary>A process of its own for views of one size, so that its peak of memory is that of this size.</summary>
internal static class RowsWorker
{
    /// <summary>The first argument of the process.</summary>
    public const string Verb = "rows-worker";

    private const int RealRows = 16;

    private const string StatusFile = "/proc/self/status";

    /// <summary>Starts such a process and waits for it.</summary>
    /// <param name="generator">A kind of <see cref="CountingGenerator"/>.</param>
    /// <param name="rows">Synthetic rows of a view.</param>
    /// <param name="views">How many views are read, one after the other.</param>
    public static RowsAnswer Start(string generator, int rows, int views)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, typeof(RowsWorker).Assembly.GetName().Name!))
        {
            ArgumentList = { Verb, generator, rows.ToString(CultureInfo.InvariantCulture), views.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
            // Methods are compiled once, in the warm-up, and not again behind the back of the clock.
            Environment = { ["DOTNET_TieredCompilation"] = "0" },
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return JsonSerializer.Deserialize<RowsAnswer>(output)!;
    }

    public static int Serve(string kind, int rows, int views)
    {
        var context = new MLContext(1);
        CountingGenerator generator = CountingGenerator.Of(kind);
        Read(context, generator, 2000, new Passes());
        long before = generator.Images;
        var passes = new Passes();
        for (int view = 0; view < views; view++) Read(context, generator, rows, passes);
        Console.WriteLine(JsonSerializer.Serialize(passes.ToAnswer(rows, views, generator.Images - before, PeakBytes())));
        return 0;
    }

    private static void Read(MLContext context, CountingGenerator generator, int rows, Passes passes)
    {
        IDataView real = context.Data.Cache(context.Data.LoadFromEnumerable(PixelRow.List(RealRows, "a", "b")));
        var options = new BigGanAugmentationOptions
        {
            ImageColumnName = "Pixels",
            Generator = generator,
            Strategy = SamplingStrategy.Add(rows / 2),
        };
        using Disposable augmented = Disposable.Of(context, real, options);
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

        public RowsAnswer ToAnswer(int rows, int views, long generated, long peak)
        {
            return new RowsAnswer(rows, views, Each(First), Each(Second), Each(Shuffled), Each(Labels), GeneratedByLabels, generated, peak);

            double Each(Stopwatches pass) => pass.Processor.TotalNanoseconds / rows / views;
        }
    }

    // Views of a transformer are freed with it, and their files with them; a view of the data operation only with the process.
    private sealed class Disposable(ITransformer transformer, IDataView view) : IDisposable
    {
        public IDataView View => view;

        public static Disposable Of(MLContext context, IDataView real, BigGanAugmentationOptions options)
        {
            ITransformer transformer = context.Transforms.AugmentWithBigGan(options).Fit(real);
            return new Disposable(transformer, transformer.Transform(real));
        }

        public void Dispose() => ((IDisposable)transformer).Dispose();
    }
}
