using System.Globalization;
using GanAugment.Evaluation;

namespace GanAugment.Cli;

/// <summary>An evaluation as a table for people.</summary>
internal static class EvaluationTable
{
    private const string Absent = "–";

    /// <summary>Figures of all classes, then of each, then what makes them doubtful.</summary>
    public static void Write(EvaluationResult result, TextWriter output)
    {
        Rows(output, ["metric", "against", "N", "features", "value"], [.. result.Figures.Select(f => new[]
        {
            f.Metric, f.Reference, f.Count.ToString(CultureInfo.InvariantCulture), f.Extractor,
            Number(f.Value) + (f.Deviation is { } d ? $" ± {Number(d)}" : ""),
        })]);
        if (result.ClassFigures.Count > 0)
        {
            string[] metrics = [.. result.ClassFigures.Select(f => f.Metric).Distinct()];
            output.WriteLine();
            Rows(output, ["class", "N", .. metrics], [.. result.ClassFigures.GroupBy(f => f.Class).Select(group => (string[])
            [
                group.Key!, group.Max(f => f.Count).ToString(CultureInfo.InvariantCulture),
                .. metrics.Select(m => group.FirstOrDefault(f => f.Metric == m) is { } figure ? Number(figure.Value) : Absent),
            ])]);
        }

        foreach (string warning in result.Warnings) output.WriteLine($"{Environment.NewLine}Warning: {warning}");
    }

    // The first column to the left, as are texts; numbers to the right.
    private static void Rows(TextWriter output, string[] head, string[][] rows)
    {
        int[] widths = [.. head.Select((name, i) => rows.Select(row => row[i].Length).Append(name.Length).Max())];
        bool[] right = [.. head.Select((_, i) => rows.Length > 0 && rows.All(row => row[i] == Absent || char.IsAsciiDigit(row[i][0]) || row[i][0] == '-'))];
        foreach (string[] row in rows.Prepend(head))
            output.WriteLine(string.Join("  ", row.Select((cell, i) => right[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
