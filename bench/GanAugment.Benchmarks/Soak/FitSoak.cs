using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using GanAugment.Sampling;
using GanAugment.Transforms;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Benchmarks.Soak;

/// <summary>Fits a pipeline with augmentation many times in one process and watches what it holds: memory, open files, threads, temporary files.</summary>
/// <remarks>Every fit makes its estimator anew, opens the generator, generates, keeps some images in a temporary file, trains, predicts, and disposes.</remarks>
internal static class FitSoak
{
    private const int Shown = 20;

    /// <summary>Runs it and prints the table.</summary>
    /// <param name="args"><c>--fits N</c>; 200 when not given.</param>
    public static int Run(string[] args)
    {
        int fits = args is ["--fits", var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 200;
        string folder = Directory.CreateTempSubdirectory("ganaugment-soak-").FullName, model = Path.Combine(folder, "generator.onnx");
        Environment.SetEnvironmentVariable("TMPDIR", folder);
        try
        {
            File.WriteAllBytes(model, TinyOnnx.Write(TinyOnnx.Manifest));
            Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}.\n");
            Console.WriteLine("| fits | s | resident MiB | of it files MiB | collector's MiB | managed heap MiB | open files | threads | temporary files |");
            Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
            var clock = Stopwatch.StartNew();
            for (int fit = 1; fit <= fits; fit++)
            {
                Fit(model, fit);
                if (fit % Math.Max(1, fits / Shown) == 0 || fit == 1) Report(fit, clock.Elapsed, folder);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Fit(string model, int seed)
    {
        var context = new MLContext(seed);
        IDataView train = Example.View(context, 30, 15, 5);
        var pipeline = context.Transforms.AugmentWithBigGan(new BigGanAugmentationOptions
        {
            ImageColumnName = "Pixels", ModelFile = model, Strategy = SamplingStrategy.UpTo(100), Seed = seed,
            // Most images go through the temporary file.
            MemoryLimit = 1 << 12,
        }).Append(context.Transforms.Conversion.MapValueToKey("Label"))
            .Append(context.MulticlassClassification.Trainers.SdcaMaximumEntropy("Label", "Pixels", maximumNumberOfIterations: 5));
        ITransformer fitted = pipeline.Fit(train);
        context.MulticlassClassification.Evaluate(fitted.Transform(train), labelColumnName: "Label");
        (fitted as IDisposable)?.Dispose();
    }

    private static void Report(int fit, TimeSpan elapsed, string folder)
    {
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        int files = Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {fit} | {elapsed.TotalSeconds:0} | {process.WorkingSet64 / 1048576.0:0.0} | {MappedKibibytes() / 1024.0:0.0} | ")
            + string.Create(CultureInfo.InvariantCulture,
            $"{GC.GetGCMemoryInfo().TotalCommittedBytes / 1048576.0:0.0} | {heap / 1048576.0:0.00} | {files} | {process.Threads.Count} | ")
            + string.Create(CultureInfo.InvariantCulture, $"{Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length - 1} |"));
    }

    // Programs and libraries that were touched: they are read from files, and are no one's to free.
    private static long MappedKibibytes() => !File.Exists("/proc/self/status") ? 0
        : long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssFile:", StringComparison.Ordinal))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
