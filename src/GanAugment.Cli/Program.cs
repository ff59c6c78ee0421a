using GanAugment.Cli;

using var signals = new StopSignals(Console.Error);
return signals.Code(await CommandLine.RunAsync(args, Console.Out, Console.Error, signals.Token));
