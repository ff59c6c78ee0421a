using System.Diagnostics;
using GanAugment.Benchmarks.Comparison;
using GanAugment.Evaluation;

namespace GanAugment.Benchmarks.Metrics;

/// <summary>What metrics of many images cost once their features are there: time and peak memory, printed as a table.</summary>
internal static class MetricsReport
{
    private const int Length = 2048, Batch = 64;

    /// <summary>Measures. Arguments: images on each side (50000), images on each side for metrics of pairs (10000; 0 leaves them out).</summary>
    public static int Run(string[] args)
    {
        int images = args.Length > 0 ? int.Parse(args[0]) : 50_000, pairs = args.Length > 1 ? int.Parse(args[1]) : 10_000;
        Console.WriteLine($"Machine: {Machine.Describe()}. Features of {Length} values. Processor time is of all threads.");
        Console.WriteLine("| metric | images on each side | processor, s | clock, s | peak memory, MiB |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        FeatureMoments real = new(Length), generated = new(Length);
        Time("moments", images, () =>
        {
            Stream(real, 1, images);
            Stream(generated, 2, images);
        });
        Time("Fréchet distance of the moments", images, () => Console.Error.WriteLine(FrechetDistance.Between(real, generated)));
        if (pairs == 0) return 0;
        float[] x = Rows(1, pairs), y = Rows(2, pairs);
        Time("kernel distance, 100 subsets of 1000", pairs, () => Console.Error.WriteLine(KernelDistance.OfSubsets(x, y, Length)));
        Time("precision, recall, density, coverage", pairs, () => Console.Error.WriteLine(ManifoldOverlap.Between(x, y, Length, [3, 5])[0]));
        return 0;
    }

    private static void Time(string what, int images, Action work)
    {
        var clock = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        work();
        double processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant(
            $"| {what} | {images} | {processor:0.0} | {clock.Elapsed.TotalSeconds:0.0} | {self.PeakWorkingSet64 / 1048576} |"));
    }

    // As an evaluation does: a batch comes, is added, and is forgotten.
    private static void Stream(FeatureMoments moments, int seed, int images)
    {
        var source = new Features(seed);
        var batch = new float[Batch * Length]; // [N, D]
        for (int done = 0; done < images; done += Batch)
        {
            int count = Math.Min(Batch, images - done);
            source.Fill(batch.AsSpan(0, count * Length));
            moments.Add(batch.AsSpan(0, count * Length));
        }
    }

    private static float[] Rows(int seed, int images)
    {
        var rows = new float[images * Length];
        new Features(seed).Fill(rows);
        return rows;
    }

    // Like Inception's: not below 0, of different size, and correlated with their neighbours.
    private sealed class Features(int seed)
    {
        private readonly Random random = new(seed);

        public void Fill(Span<float> rows)
        {
            float before = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                before = 0.6f * before + random.NextSingle() - 0.4f;
                rows[i] = MathF.Max(0, before) * (1 + i % Length / (float)Length);
            }
        }
    }
}
