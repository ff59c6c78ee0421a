using System.Diagnostics;

namespace GanAugment.Architecture.Tests;

/// <summary>Waits for a process that a test has started, but not for ever.</summary>
internal static class BoundedWait
{
    /// <summary>What a process with redirected output has said when it is done; one that is not done in time is ended, and the test fails.</summary>
    public static (int Status, string Output, string Error) Finish(this Process process, TimeSpan patience)
    {
        Task<string> error = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        // The outputs end later than the process where it leaves a child behind, such as a build server.
        if (process.WaitForExit(patience) && Task.WaitAll([error, output], TimeSpan.FromMinutes(1))) return (process.ExitCode, output.Result, error.Result);
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} was not done within {patience.TotalMinutes:0} minutes.");
    }
}
