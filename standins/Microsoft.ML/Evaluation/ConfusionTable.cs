using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The text form of a confusion matrix: truth in rows with recall, predictions in columns with precision.</summary>
internal static class ConfusionTable
{
    public static string Format(ConfusionMatrix matrix, string[] names)
    {
        int classes = matrix.NumberOfClasses;
        int column = classes == 2 ? 8 : 5;
        int longest = names.Max(name => name.Length);

        // Names that do not fit above a column are replaced there by their number, which then also stands before the name in the row.
        bool numbered = longest > column;
        int digits = numbered ? Math.Max(classes - 1, 0).ToString().Length : 0;
        int margin = Math.Max("PREDICTED".Length, longest + (numbered ? digits + 2 : 0));
        string Left(string word) => word.PadRight(margin + 1);
        string rule = string.Concat(Enumerable.Repeat(classes > 2 ? "========" : "===========", classes));

        var text = new StringBuilder().AppendLine().AppendLine("Confusion table");
        text.Append(Left("")).Append("||").AppendLine(rule);
        text.Append(Left("PREDICTED")).Append("||");
        for (int c = 0; c < classes; c++)
            text.Append(' ').Append((numbered ? c.ToString() : names[c]).PadLeft(column)).Append(" |");
        text.AppendLine(" Recall");
        text.Append(Left("TRUTH")).Append("||").AppendLine(rule);
        for (int actual = 0; actual < classes; actual++)
        {
            string label = numbered
                ? $"{actual.ToString().PadLeft(digits)}. {names[actual].PadLeft(margin - digits - 2)}"
                : names[actual].PadLeft(margin);
            text.Append(label).Append(" ||");
            for (int predicted = 0; predicted < classes; predicted++)
                text.Append(' ').Append($"{matrix.Counts[actual][predicted]:N0}".PadLeft(column)).Append(" |");
            text.Append(' ').AppendLine($"{matrix.PerClassRecall[actual],5:F4}");
        }

        text.Append(Left("")).Append("||").AppendLine(rule);
        text.Append(Left("Precision")).Append("||");
        for (int c = 0; c < classes; c++)
            text.Append($"{matrix.PerClassPrecision[c]:N4}".PadLeft(column + 1)).Append(" |");
        return text.AppendLine().ToString();
    }
}
