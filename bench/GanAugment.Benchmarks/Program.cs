using BenchmarkDotNet.Running;
using GanAugment.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(Measurement).Assembly).Run(args, new Measurement());
