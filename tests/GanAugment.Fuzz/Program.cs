using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using GanAugment.Fuzz.Faults;

namespace GanAugment.Fuzz;

/// <summary>The command line: <c>[--format NAME]… [--count N] [--seed S] [--input I] [--output FILE.md]</c>.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is [Worker.Verb, var name, var seed, var first, var end, var folder])
            return Worker.Run(name, Number<long>(seed), Number<int>(first), Number<int>(end), folder);
        if (args is [DownloadHost.Verb, var address, var cache, var sha256]) return DownloadHost.Run(address, cache, sha256);
        List<string> formats = [];
        int count = 1000;
        long chosen = 1;
        int? input = null;
        string? output = null;
        for (int i = 0; i < args.Length; i++)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--format": formats.Add(value); break;
                case "--count": count = Number<int>(value); break;
                case "--seed": chosen = Number<long>(value); break;
                case "--input": input = Number<int>(value); break;
                case "--output": output = value; break;
                default:
                    Console.Error.WriteLine($"'{args[i]}' is no option. Usage: [--format NAME]… [--count N] [--seed S] [--input I] [--output FILE.md]; "
                        + $"the formats are {string.Join(", ", Format.All.Select(f => f.Name))}.");
                    return 2;
            }

            i++;
        }

        var campaign = new Campaign(chosen, Console.Error.WriteLine);
        Outcome[] outcomes = [.. Format.All.Where(f => formats.Count == 0 || formats.Contains(f.Name)).Select(f => campaign.Run(f, Math.Max(1, count / f.Cost), input))];
        foreach (Outcome outcome in outcomes)
            foreach (var (number, what) in outcome.Findings) Console.WriteLine($"{outcome.Format} --seed {chosen} --input {number}: {what}");
        string table = Table(outcomes, chosen);
        Console.Write(table);
        if (output is not null) File.WriteAllText(output, table);
        return outcomes.Any(o => o.Findings.Count > 0) ? 1 : 0;
    }

    private static string Table(IEnumerable<Outcome> outcomes, long seed) => string.Concat(
    [
        $"Seed {seed}, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}.\n\n",
        "| format | inputs | read | refused | findings | longest input, ms | most memory of an input, MiB | bound, MiB + 16 × input | time, s |\n",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
        .. outcomes.Select(o => string.Create(CultureInfo.InvariantCulture,
            $"| {o.Format} | {o.Read + o.Refused} | {o.Read} | {o.Refused} | {o.Findings.Count} | {o.Longest} | {o.Memory / 1048576.0:0.0} | ")
            + string.Create(CultureInfo.InvariantCulture, $"{Format.All.First(f => f.Name == o.Format).Allowance} | {o.Time.TotalSeconds:0} |\n")),
    ]);

    private static T Number<T>(string text) where T : INumberBase<T> => T.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
