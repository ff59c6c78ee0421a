using System.Diagnostics;

namespace GanAugment.Cli.Tests;

/// <summary>The program as a process of its own, to be killed.</summary>
internal static class CliProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Starts a command line.</summary>
    public static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. args]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        Process process = Process.Start(start)!;
        // A full pipe would stop it.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs a command line on so many cores, and nothing else about it said; it must succeed.</summary>
    /// <param name="cores">Numbers of cores, as taskset takes them; null for all.</param>
    /// <param name="args">The command line.</param>
    public static void RunOn(string? cores, params string[] args)
    {
        string[] command = ["dotnet", typeof(CommandLine).Assembly.Location, .. args];
        if (cores is not null) command = ["taskset", "-c", cores, .. command];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string name in (string[])["OMP_NUM_THREADS", "DOTNET_PROCESSOR_COUNT"]) start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience)) process.Kill();
        Assert.True(process.HasExited && process.ExitCode == ExitCode.Done && Task.WaitAll([error, output], Patience), $"{string.Join(' ', command)} failed.");
    }

    /// <summary>Starts a command line, waits until it has begun to write, and kills it some time later.</summary>
    /// <param name="begun">Whether it has begun to write.</param>
    /// <param name="pause">How much later.</param>
    /// <param name="args">The command line.</param>
    /// <returns>False when it had ended before.</returns>
    public static bool Kill(Func<bool> begun, TimeSpan pause, params string[] args)
    {
        using Process process = Start(args);
        var clock = Stopwatch.StartNew();
        while (!begun() && !process.HasExited)
        {
            if (clock.Elapsed > Patience)
            {
                process.Kill();
                Assert.Fail($"Nothing was written within {Patience.TotalSeconds} s.");
            }

            Thread.Sleep(1);
        }

        // Short pauses: a wait of the system is longer than all of the writing.
        long until = Stopwatch.GetTimestamp() + (long)(pause.TotalSeconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < until) Thread.SpinWait(20);
        bool killed = !process.HasExited;
        if (killed) process.Kill();
        Assert.True(process.WaitForExit(Patience), "A killed process does not end.");
        return killed;
    }
}
