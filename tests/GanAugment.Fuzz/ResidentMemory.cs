using System.Globalization;

namespace GanAugment.Fuzz;

/// <summary>The memory that this process has had at once, native libraries' too, as Linux counts it; elsewhere what the runtime allocated.</summary>
internal static class ResidentMemory
{
    private const string Status = "/proc/self/status", Peaks = "/proc/self/clear_refs";

    private static readonly bool Counted = File.Exists(Status) && TryForget();

    /// <summary>Begins anew.</summary>
    /// <returns>Bytes now.</returns>
    public static long Begin()
    {
        if (!Counted) return GC.GetTotalAllocatedBytes();
        TryForget();
        return Read("VmRSS:");
    }

    /// <summary>The most since the last beginning, in bytes.</summary>
    public static long Peak() => Counted ? Read("VmHWM:") : GC.GetTotalAllocatedBytes();

    private static bool TryForget()
    {
        try
        {
            // 5: the peak of the resident set is what it is now.
            File.WriteAllText(Peaks, "5");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long Read(string name)
    {
        foreach (string line in File.ReadLines(Status))
            if (line.StartsWith(name, StringComparison.Ordinal))
                return 1024 * long.Parse(line.AsSpan(name.Length, line.Length - name.Length - 2), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture);
        return 0;
    }
}
