using System.Globalization;
using GanAugment.Transforms.Comparison;

namespace GanAugment.Cli.Comparing;

/// <summary>The result of a comparison as text: the verdict, then a table for each evaluation set.</summary>
internal static class ComparisonText
{
    /// <summary>Writes it.</summary>
    public static void Write(ComparisonResult result, TextWriter output)
    {
        foreach (EvaluationResult evaluation in result.Evaluations) output.WriteLine(evaluation.Sentence);
        if (result.Gate is { } gate) output.WriteLine(gate.Sentence);
        foreach (EvaluationResult evaluation in result.Evaluations)
        {
            output.WriteLine();
            output.WriteLine($"{evaluation.Images.Images} images of '{evaluation.Name}', balanced accuracy in %, differences in points with 95 % intervals:");
            string[][] rows =
            [
                ["arm", "real", "made", "synthetic", "mean ± sd", "against none", $"against {evaluation.BestBaseline}"],
                .. evaluation.Arms.Select(arm => (string[])
                [
                    arm.Name, Number(arm.Real), Number(arm.Made), Number(arm.Synthetic), arm.BalancedAccuracy.ToString(), arm.AgainstNone?.ToString() ?? "",
                    arm.AgainstBestBaseline?.ToString() ?? "",
                ]),
            ];
            int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(row => row[c].Length))];
            foreach (string[] row in rows)
                output.WriteLine(string.Join("  ", row.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd());
        }

        output.WriteLine();
        output.WriteLine(result.Caveat);
        foreach (string warning in result.Warnings) output.WriteLine(warning);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
