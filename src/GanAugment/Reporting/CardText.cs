using System.Globalization;
using System.Text;
using GanAugment.Evaluation;

namespace GanAugment.Reporting;

/// <summary>What model and data cards share: licences, tables, figures, the search for copies.</summary>
internal static class CardText
{
    // The identifiers of the Hub's list that data sets bear most; anything else is "other", with its own name.
    private static readonly HashSet<string> Licences = new(StringComparer.OrdinalIgnoreCase)
    {
        "apache-2.0", "mit", "bsd-2-clause", "bsd-3-clause", "cc0-1.0", "cc-by-2.0", "cc-by-3.0", "cc-by-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0", "cc-by-nc-2.0",
        "cc-by-nc-3.0", "cc-by-nc-4.0", "cc-by-nc-nd-4.0", "cc-by-nc-sa-4.0", "cc-by-nd-4.0", "gpl-3.0", "lgpl-3.0", "odbl", "odc-by", "ofl-1.1", "pddl",
    };

    /// <summary>Adds the licence of the data, which what was made from the data bears too.</summary>
    public static FrontMatter Licence(this FrontMatter matter, string? licence) => licence is null ? matter.Add("license", "unknown")
        : Licences.Contains(licence) ? matter.Add("license", licence.ToLowerInvariant())
        : matter.Add("license", "other").Add("license_name", licence);

    /// <summary>A Markdown table.</summary>
    /// <param name="text">Receives it.</param>
    /// <param name="head">The columns' names; one that ends in a colon is set to the right.</param>
    /// <param name="rows">The cells.</param>
    public static void Table(this StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", head.Select(h => h.TrimEnd(':'))).Append(" |\n");
        text.Append('|').AppendJoin('|', head.Select(h => h.EndsWith(':') ? "---:" : "---")).Append("|\n");
        foreach (string[] row in rows) text.Append("| ").AppendJoin(" | ", row.Select(Cell)).Append(" |\n");
        text.Append('\n');
    }

    /// <summary>The figures, each with what it was measured on.</summary>
    public static void Figures(this StringBuilder text, IReadOnlyList<Figure> figures)
    {
        if (figures.Count == 0)
        {
            text.Append("Not measured yet: `ganaugment evaluate` does it.\n\n");
            return;
        }

        text.Table(["Metric", "Class", "Measured against", "N:", "Features or classifier", "Value:"], figures.Select(f => new[]
        {
            f.Metric, f.Class ?? "all", f.Reference, f.Count.ToString(CultureInfo.InvariantCulture), f.Extractor,
            Number(f.Value) + (f.Deviation is { } d ? $" ± {Number(d)}" : ""),
        }));
        text.Append("Figures are comparable only where metric, reference, N and features are the same.\n\n");
    }

    /// <summary>What the search for copies found.</summary>
    public static void Copies(this StringBuilder text, IReadOnlyList<CopyAudit> audits)
    {
        if (audits.Count == 0)
        {
            text.Append("Not searched for. Do not publish images or generator where a training image must stay private.\n\n");
            return;
        }

        foreach (CopyAudit audit in audits)
        {
            text.Append(CultureInfo.InvariantCulture, $"- By {audit.Space}, {audit.Images} generated images against {audit.TrainingImages} training images: ");
            text.Append(CultureInfo.InvariantCulture, $"{audit.Duplicates} exact duplicates; authenticity {Percent(audit.Authenticity)} (about 50 % is ideal)");
            if (audit is { NearCopies: { } copies, HeldOut: { } heldOut, CloserToTraining: { } closer })
            {
                text.Append(CultureInfo.InvariantCulture, $"; {Percent(copies)} are nearer than all but 1 % of {heldOut.Images} held-out images (about 1 %)");
                text.Append(CultureInfo.InvariantCulture, $"; {Percent(closer)} are closer to training than to held-out images (about 50 %)");
            }

            text.Append(".\n");
        }

        text.Append('\n');
    }

    /// <summary>A number in words' length.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A share in per cent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
