using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GanAugment.Benchmarks.Rows;

/// <summary>Measures in a process of its own.</summary>
internal static class WorkerProcess
{
    /// <summary>Starts this program with other arguments, waits for it, and reads what it prints.</summary>
    public static T Ask<T>(string verb, params object[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, typeof(WorkerProcess).Assembly.GetName().Name!))
        {
            RedirectStandardOutput = true,
            // Methods are compiled once, in the warm-up, and not again behind the back of the clock.
            Environment = { ["DOTNET_TieredCompilation"] = "0" },
        };
        start.ArgumentList.Add(verb);
        foreach (object argument in arguments) start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return JsonSerializer.Deserialize<T>(output)!;
    }
}
