using System.Diagnostics;
using System.Globalization;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>Scores with a saved model in a process that has ML.NET and nothing of this library.</summary>
internal static class ScoringProcess
{
    /// <returns>For each image its scores, then its predicted label.</returns>
    public static string[] Score(string model, IEnumerable<Example> images)
    {
        string data = model + ".txt";
        File.WriteAllLines(data, images.Select(image => string.Join(" ", image.Pixels.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "GanAugment.Scoring.dll"), model, data },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
