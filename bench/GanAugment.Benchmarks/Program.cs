using BenchmarkDotNet.Running;
using GanAugment.Benchmarks;
using GanAugment.Benchmarks.Comparison;

switch (args)
{
    case ["training", .. string[] rest]: return TrainingComparison.Run(rest);
    case [Contender.Verb, string settings]: return Contender.Serve(WorkerSettings.Parse(settings));
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Measurement).Assembly).Run(args, new Measurement());
        return 0;
}
