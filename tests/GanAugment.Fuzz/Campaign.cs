using System.Diagnostics;
using System.Globalization;

namespace GanAugment.Fuzz;

/// <summary>Has inputs of formats read in processes of their own, and gathers what went wrong, the deaths of those processes included.</summary>
/// <param name="seed">Chooses the inputs.</param>
/// <param name="progress">Hears how far it is.</param>
internal sealed class Campaign(long seed, Action<string> progress)
{
    // The worker itself reports an input that takes 5 s of processor time; one that does not come back is ended, after so much processor time or, where it
    // waits for something, so much time. The first input comes with loading and compiling.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20), Waiting = TimeSpan.FromMinutes(3), Pulse = TimeSpan.FromMilliseconds(20);

    // Batches bound what a leak of one input can do to the figures of the next ones.
    private const int Batch = 2000, MostFindings = 50;

    /// <summary>Reads inputs 0 to <paramref name="count"/> − 1 of a format, or one of them.</summary>
    public Outcome Run(Format format, int count, int? only = null)
    {
        string folder = Directory.CreateTempSubdirectory("ganaugment-fuzz-").FullName;
        var outcome = new Outcome(format.Name);
        var clock = Stopwatch.StartNew();
        try
        {
            int first = only ?? 0, last = only + 1 ?? count;
            while (first < last && outcome.Findings.Count < MostFindings)
            {
                int end = Math.Min(last, first + Batch);
                first = Run(format, first, end, folder, outcome);
                progress(string.Create(CultureInfo.InvariantCulture, $"{format.Name}: {first} of {last}, {outcome.Findings.Count} findings, {clock.Elapsed.TotalSeconds:0} s"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return outcome with { Time = clock.Elapsed };
    }

    private int Run(Format format, int first, int end, string folder, Outcome outcome)
    {
        string heartbeat = Path.Combine(folder, "heartbeat");
        File.WriteAllBytes(heartbeat, BitConverter.GetBytes(first));
        using Process worker = Start(format.Name, first, end, folder);
        bool done = false;
        worker.OutputDataReceived += (_, line) => done |= outcome.Hear(line.Data);
        var errors = new List<string>();
        worker.ErrorDataReceived += (_, line) => { if (line.Data is { } text && errors.Count < 20) errors.Add(text); };
        worker.BeginOutputReadLine();
        worker.BeginErrorReadLine();
        int at = first;
        bool silent = false;
        var since = Stopwatch.StartNew();
        TimeSpan used = TimeSpan.Zero;
        while (!worker.WaitForExit(Pulse))
        {
            int now = Beat(heartbeat);
            if (now != at)
            {
                since.Restart();
                used = Used(worker);
            }

            at = now;
            if (since.Elapsed < Silence || (since.Elapsed < Waiting && Used(worker) - used < Silence)) continue;
            silent = true;
            worker.Kill();
        }

        worker.WaitForExit();
        if (done && worker.ExitCode == 0) return end;
        at = Beat(heartbeat);
        outcome.Findings.Add((at, silent ? $"No answer within {Silence.TotalSeconds:0} s of processor time, or {Waiting.TotalMinutes:0} minutes"
            : $"The process ended with status {worker.ExitCode}: {errors.FirstOrDefault(e => e.Length > 0) ?? "no message"}"));
        return at + 1;
    }

    private Process Start(string format, int first, int end, string folder)
    {
        string temporary = Path.Combine(folder, "above", "box", "tmp");
        Directory.CreateDirectory(temporary);
        var start = new ProcessStartInfo("dotnet",
        [
            typeof(Campaign).Assembly.Location, Worker.Verb, format, seed.ToString(CultureInfo.InvariantCulture), first.ToString(CultureInfo.InvariantCulture),
            end.ToString(CultureInfo.InvariantCulture), folder,
        ]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TMPDIR"] = temporary;
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        // A heap that is kept small shows what an input takes, not what the collector has not yet cleared away; a bomb ends the process, not the machine.
        start.Environment["DOTNET_GCConserveMemory"] = "5";
        start.Environment["DOTNET_GCgen0size"] = "0x1000000";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0xC0000000";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }

    private static TimeSpan Used(Process worker)
    {
        try
        {
            worker.Refresh();
            return worker.TotalProcessorTime;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended in the meantime.
            return TimeSpan.Zero;
        }
    }

    private static int Beat(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        return stream.ReadAtLeast(bytes, sizeof(int), throwOnEndOfStream: false) == sizeof(int) ? BitConverter.ToInt32(bytes) : 0;
    }
}
