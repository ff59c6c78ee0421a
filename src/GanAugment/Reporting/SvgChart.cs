using System.Globalization;
using System.Net;
using System.Text;

namespace GanAugment.Reporting;

/// <summary>Draws charts as inline SVG: one line per label, values to the right. Colours come from the report's style sheet.</summary>
internal static class SvgChart
{
    private const double Width = 760, NarrowestLabel = 90, WidestLabel = 300, ValueWidth = 72, Top = 8, AxisHeight = 26, CharacterWidth = 7;

    // Groups of several dots need a band to be told apart; single bars and dots do not.
    private const double BandFrom = 30;

    /// <summary>Series stacked into one bar per label, the sum written at its end.</summary>
    public static string StackedBars(IReadOnlyList<string> labels, IReadOnlyList<ChartSeries> series, string format)
    {
        double[] sums = [.. labels.Select((_, i) => series.Sum(s => s.Values[i]))];
        return Draw(labels, series, 26, (0, Math.Max(sums.Max(), double.Epsilon)), format, (svg, i, middle, x) =>
        {
            double from = 0;
            for (int s = 0; s < series.Count; s++)
            {
                double to = from + series[s].Values[i];
                svg.Append(Svg($"<rect class=\"s{s}\" x=\"{x(from):0.#}\" y=\"{middle - 8:0.#}\" width=\"{x(to) - x(from):0.#}\" height=\"16\">"))
                    .Append(Title(labels[i], series[s].Name, series[s].Values[i], format)).Append("</rect>");
                from = to;
            }

            svg.Append(Svg($"<text x=\"{x(sums[i]) + 6:0.#}\" y=\"{middle + 4:0.#}\">")).Append(Number(sums[i], format)).Append("</text>");
        });
    }

    /// <summary>One dot per series and label, with whiskers; the series lie below each other so that none hides another.</summary>
    public static string Dots(IReadOnlyList<string> labels, IReadOnlyList<ChartSeries> series, string format)
    {
        const double Step = 12;
        double[] ends = [.. series.SelectMany(s => s.Values.Select((v, i) => (v, d: s.Spreads?[i] ?? 0))).Where(p => double.IsFinite(p.v))
            .SelectMany(p => new[] { p.v - p.d, p.v + p.d })];
        (double low, double high) = ends.Length == 0 ? (0, 1) : (ends.Min(), ends.Max());
        double margin = Math.Max((high - low) * 0.06, 1e-3);
        return Draw(labels, series, Step * series.Count + 12, (low - margin, high + margin), format, (svg, i, middle, x) =>
        {
            for (int s = 0; s < series.Count; s++)
            {
                double value = series[s].Values[i], y = middle + (s - (series.Count - 1) / 2.0) * Step;
                if (!double.IsFinite(value)) continue;
                if (series[s].Spreads?[i] is > 0 and double spread) svg.Append(Horizontal($"whisker l{s}", x(value - spread), x(value + spread), y));
                svg.Append(Svg($"<circle class=\"s{s}\" cx=\"{x(value):0.#}\" cy=\"{y:0.#}\" r=\"4.5\">"))
                    .Append(Title(labels[i], series[s].Name, value, format)).Append("</circle>");
                if (series.Count == 1)
                    svg.Append(Svg($"<text x=\"{Width - ValueWidth + 8:0.#}\" y=\"{y + 4:0.#}\">")).Append(Number(value, format)).Append("</text>");
            }
        });
    }

    /// <summary>One bar per label from zero to its value, to the right in one colour and to the left in another, with whiskers.</summary>
    public static string Differences(IReadOnlyList<string> labels, ChartSeries series, string format)
    {
        double Spread(int i) => series.Spreads?[i] ?? 0;
        double[] ends = [0, .. series.Values.SelectMany((v, i) => new[] { v - Spread(i), v + Spread(i) }).Where(double.IsFinite)];
        (double low, double high) = (ends.Min(), ends.Max());
        double margin = Math.Max((high - low) * 0.06, 1e-3);
        return Draw(labels, [series], 24, (low - margin, high + margin), format, (svg, i, middle, x) =>
        {
            double value = series.Values[i];
            if (!double.IsFinite(value)) return;
            svg.Append(Svg($"<rect class=\"{(value < 0 ? "loss" : "gain")}\" x=\"{Math.Min(x(0), x(value)):0.#}\" y=\"{middle - 7:0.#}\" "))
                .Append(Svg($"width=\"{Math.Abs(x(value) - x(0)):0.#}\" height=\"14\">"))
                .Append(Title(labels[i], series.Name, value, format)).Append("</rect>");
            if (Spread(i) is > 0 and var spread) svg.Append(Horizontal("whisker ink", x(value - spread), x(value + spread), middle));
            svg.Append(Svg($"<text x=\"{Width - ValueWidth + 8:0.#}\" y=\"{middle + 4:0.#}\">")).Append(Number(value, format)).Append("</text>");
        }, zero: true);
    }

    private static string Draw(
        IReadOnlyList<string> labels, IReadOnlyList<ChartSeries> series, double rowHeight, (double Low, double High) range, string format,
        Action<StringBuilder, int, double, Func<double, double>> row, bool zero = false)
    {
        foreach (ChartSeries s in series)
            if (s.Values.Count != labels.Count || s.Spreads is { } d && d.Count != labels.Count)
                throw new ArgumentException($"The series '{s.Name}' must have one value for each of the {labels.Count} labels.", nameof(series));
        double bottom = Top + rowHeight * labels.Count;
        double labelWidth = Math.Clamp(labels.Select(label => label.Length).DefaultIfEmpty(0).Max() * CharacterWidth + 16, NarrowestLabel, WidestLabel);
        Func<double, double> x = value => labelWidth + (value - range.Low) / (range.High - range.Low) * (Width - labelWidth - ValueWidth);
        var svg = new StringBuilder(Svg($"<svg class=\"chart\" viewBox=\"0 0 {Width} {bottom + AxisHeight}\" role=\"img\">"));
        // Bands first, so that grid lines lie on them.
        for (int i = 1; rowHeight > BandFrom && i < labels.Count; i += 2)
            svg.Append(Svg($"<rect class=\"band\" x=\"{labelWidth}\" y=\"{Top + rowHeight * i:0.#}\" "))
                .Append(Svg($"width=\"{Width - labelWidth - ValueWidth}\" height=\"{rowHeight:0.#}\"/>"));
        foreach (double tick in Ticks(range))
            svg.Append(Svg($"<line class=\"grid\" x1=\"{x(tick):0.#}\" x2=\"{x(tick):0.#}\" y1=\"{Top}\" y2=\"{bottom}\"/>"))
                .Append(Svg($"<text class=\"tick\" x=\"{x(tick):0.#}\" y=\"{bottom + 16}\">")).Append(Number(tick, format)).Append("</text>");
        if (zero) svg.Append(Svg($"<line class=\"zero\" x1=\"{x(0):0.#}\" x2=\"{x(0):0.#}\" y1=\"{Top}\" y2=\"{bottom}\"/>"));
        for (int i = 0; i < labels.Count; i++)
        {
            double middle = Top + rowHeight * (i + 0.5);
            svg.Append(Svg($"<text class=\"label\" x=\"{labelWidth - 10}\" y=\"{middle + 4:0.#}\">"))
                .Append(WebUtility.HtmlEncode(Shortened(labels[i], labelWidth)))
                .Append("</text>");
            row(svg, i, middle, x);
        }

        svg.Append("</svg>");
        if (series.Count > 1)
        {
            svg.Append("<p class=\"legend\">");
            for (int s = 0; s < series.Count; s++) svg.Append($"<span><i class=\"b{s}\"></i>").Append(WebUtility.HtmlEncode(series[s].Name)).Append("</span>");
            svg.Append("</p>");
        }

        return svg.ToString();
    }

    // At most seven round numbers: 1, 2 or 5 times a power of ten apart.
    private static IEnumerable<double> Ticks((double Low, double High) range)
    {
        double raw = (range.High - range.Low) / 6, power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        // Plus zero, which turns −0 into 0.
        for (double k = Math.Ceiling(range.Low / step) + 0.0; k * step <= range.High; k++) yield return k * step;
    }

    private static string Horizontal(string style, double from, double to, double y) =>
        Svg($"<line class=\"{style}\" x1=\"{from:0.#}\" x2=\"{to:0.#}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");

    private static string Title(string label, string series, double value, string format) =>
        $"<title>{WebUtility.HtmlEncode($"{label}, {series}: {Number(value, format)}")}</title>";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Shortened(string label, double width) => label.Length * CharacterWidth <= width - 10 ? label
        : label[..(int)((width - 10) / CharacterWidth - 1)] + "…";

    private static string Svg(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
