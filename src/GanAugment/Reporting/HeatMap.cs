using System.Globalization;
using System.Net;
using System.Text;

namespace GanAugment.Reporting;

/// <summary>Draws a square table of shares, or of their differences, as inline SVG. Colours come from the report's style sheet.</summary>
internal static class HeatMap
{
    private const double LabelWidth = 110, LabelHeight = 96, Side = 420, SmallestCell = 14, LargestCell = 44, CharacterWidth = 8.6;

    // Smaller cells have no room for a figure.
    private const double FigureFrom = 34;

    /// <summary>One cell per row and column.</summary>
    /// <param name="names">The names of rows and columns.</param>
    /// <param name="values">[row][column]: shares 0 … 1, or differences of them; null rows stay empty.</param>
    /// <param name="isDifference">Whether values have a sign: two colours then, as strong as the largest of them allows.</param>
    public static string Draw(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>?> values, bool isDifference)
    {
        if (values.Count != names.Count || values.Any(row => row is not null && row.Count != names.Count))
            throw new ArgumentException($"A heat map of {names.Count} names has as many rows and columns.", nameof(values));
        double cell = Math.Clamp(Side / names.Count, SmallestCell, LargestCell), side = cell * names.Count;
        double most = isDifference ? values.OfType<IReadOnlyList<double>>().SelectMany(row => row).Select(Math.Abs).DefaultIfEmpty(0).Max() : 1;
        var svg = new StringBuilder(Svg($"<svg class=\"heat\" viewBox=\"0 0 {LabelWidth + side + 4:0.#} {LabelHeight + side + 4:0.#}\" "))
            .Append(Svg($"style=\"max-width:{LabelWidth + side:0}px\" role=\"img\">"));
        for (int r = 0; r < names.Count; r++)
        {
            double middle = cell * (r + 0.5);
            string name = WebUtility.HtmlEncode(Shortened(names[r]));
            svg.Append(Svg($"<text class=\"label\" x=\"{LabelWidth - 6}\" y=\"{LabelHeight + middle + 5:0.#}\">")).Append(name).Append("</text>");
            svg.Append(Svg($"<text transform=\"translate({LabelWidth + middle + 4:0.#} {LabelHeight - 6}) rotate(-60)\">")).Append(name).Append("</text>");
            svg.Append(Svg($"<rect class=\"empty\" x=\"{LabelWidth}\" y=\"{LabelHeight + cell * r:0.#}\" width=\"{side:0.#}\" height=\"{cell - 1:0.#}\"/>"));
            for (int c = 0; values[r] is { } row && c < row.Count; c++) Cell(svg, names, row[c], r, c, cell, most, isDifference);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Cell(StringBuilder svg, IReadOnlyList<string> names, double value, int r, int c, double cell, double most, bool isDifference)
    {
        double strength = most == 0 ? 0 : Math.Abs(value) / most, x = LabelWidth + cell * c, y = LabelHeight + cell * r;
        string figure = (100 * value).ToString(isDifference ? "+0.0;−0.0;0" : "0.0", CultureInfo.InvariantCulture);
        string title = WebUtility.HtmlEncode($"{names[r]} taken for {names[c]}: {figure} %");
        svg.Append(Svg($"<rect class=\"{(value < 0 ? "less" : "more")}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{cell - 1:0.#}\" height=\"{cell - 1:0.#}\" "))
            .Append(Svg($"fill-opacity=\"{strength:0.###}\"><title>{title}</title></rect>"));
        if (cell < FigureFrom || Math.Abs(value) < 0.005) return;
        string rounded = (100 * value).ToString(isDifference ? "+0;−0;0" : "0", CultureInfo.InvariantCulture);
        svg.Append(Svg($"<text class=\"{(strength > 0.55 ? "over" : "on")}\" x=\"{x + (cell - 1) / 2:0.#}\" y=\"{y + cell / 2 + 5:0.#}\">"))
            .Append(rounded).Append("</text>");
    }

    private static string Shortened(string label) => label.Length * CharacterWidth <= LabelWidth - 6 ? label
        : label[..(int)((LabelWidth - 6) / CharacterWidth - 1)] + "…";

    private static string Svg(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
