using System.Runtime.InteropServices;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>The machine in a line.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo", LoadFile = "/proc/loadavg";

    public static string Describe()
    {
        string name = RuntimeInformation.OSArchitecture.ToString();
        if (File.Exists(ProcessorFile))
        {
            string[] lines = File.ReadAllLines(ProcessorFile);
            name = Value(lines, "model name") ?? name;
            string[] sets = [.. (Value(lines, "flags") ?? "").Split(' ').Where(flag => flag is "avx2" or "avx512f" or "amx_tile")];
            if (sets.Length > 0) name += $" ({string.Join(", ", sets)})";
        }

        string load = File.Exists(LoadFile) ? $", load average {File.ReadAllText(LoadFile).Split(' ')[0]}" : "";
        return $"{name}, {Environment.ProcessorCount} cores{load}, {RuntimeInformation.FrameworkDescription}";
    }

    private static string? Value(string[] lines, string key) =>
        lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
