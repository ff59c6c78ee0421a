using System.Diagnostics;

namespace GanAugment.Cli.Tests;

public sealed class SignalTests : IDisposable
{
    private readonly Folder folder = new();

    // As a process of its own: signals belong to processes.
    [SignalTheory]
    [InlineData("INT", ExitCode.Cancelled)]
    [InlineData("TERM", ExitCode.Terminated)]
    public async Task A_signal_saves_the_run_says_how_to_go_on_and_is_the_exit_code(string signal, int expected)
    {
        string data = folder.WriteIdx(), run = folder.In("run");
        string[] train = ["train", data, "--outdir", run, "--steps", "100000", "--batch", "4", "--base-channels", "1", "--device", "cpu", "--threads", "1"];
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. train]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!File.Exists(Path.Combine(run, "fakes_init.png"))) await Task.Delay(50, patience.Token);
            using (Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        Assert.Equal((expected, ""), (process.ExitCode, await output));
        Assert.EndsWith($"--outdir \"{run}\" --resume", (await error).TrimEnd());
        // What it says works.
        var (code, plan, _) = await Cli.Run("train", data, "--outdir", run, "--resume", "--dry-run", "--json");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("100000", plan);
    }

    public void Dispose() => folder.Dispose();

    private sealed class SignalTheoryAttribute : TheoryAttribute
    {
        public SignalTheoryAttribute()
        {
            if (OperatingSystem.IsWindows()) Skip = "This system has no such signals.";
        }
    }
}
