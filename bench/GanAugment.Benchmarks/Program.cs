using BenchmarkDotNet.Running;
using GanAugment.Benchmarks;
using GanAugment.Benchmarks.Comparison;
using GanAugment.Benchmarks.Metrics;
using GanAugment.Benchmarks.Rows;
using GanAugment.Benchmarks.Soak;

switch (args)
{
    case ["training", .. string[] rest]: return TrainingComparison.Run(rest);
    case ["metrics", .. string[] rest]: return MetricsReport.Run(rest);
    case ["rows", .. string[] rest]: return RowsReport.Run(rest);
    case ["soak", .. string[] rest]: return FitSoak.Run(rest);
    case [RowsWorker.Verb, string kind, string count]: return RowsWorker.Serve(kind, int.Parse(count));
    case [ConstantCost.Verb, string kind, string count, string views]: return ConstantCost.Serve(kind, int.Parse(count), int.Parse(views));
    case [PassAgainstLoop.Verb, string file, string batch, string images, string turns]:
        return PassAgainstLoop.Serve(file, int.Parse(batch), int.Parse(images), int.Parse(turns));
    case [Contender.Verb, string settings]: return Contender.Serve(WorkerSettings.Parse(settings));
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Measurement).Assembly).Run(args, new Measurement());
        return 0;
}
