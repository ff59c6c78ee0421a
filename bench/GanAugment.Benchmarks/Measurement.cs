using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace GanAugment.Benchmarks;

/// <summary>How every benchmark here is measured: in this process, so that it uses exactly the engines that the build chose; a few long iterations.</summary>
internal sealed class Measurement : ManualConfig
{
    public Measurement()
    {
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(2).WithIterationCount(7));
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddColumnProvider(DefaultColumnProviders.Instance);
        WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
    }
}
