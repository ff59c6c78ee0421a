using System.Collections;
using System.Globalization;
using System.Text;

namespace GanAugment.Filtering;

/// <summary>How many candidates of each class the filters accepted.</summary>
public sealed class FilterReport : IReadOnlyList<ClassAcceptance>
{
    private readonly ClassAcceptance[] classes;

    /// <summary>Puts a report together.</summary>
    /// <param name="filters">The names of the filters, in their order.</param>
    /// <param name="classes">One line for each class.</param>
    public FilterReport(IReadOnlyList<string> filters, IEnumerable<ClassAcceptance> classes)
    {
        Filters = filters;
        this.classes = [.. classes];
    }

    /// <summary>The names of the filters.</summary>
    public IReadOnlyList<string> Filters { get; }

    /// <inheritdoc/>
    public int Count => classes.Length;

    /// <inheritdoc/>
    public ClassAcceptance this[int index] => classes[index];

    /// <inheritdoc/>
    public IEnumerator<ClassAcceptance> GetEnumerator() => ((IEnumerable<ClassAcceptance>)classes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>An aligned table of the classes that were judged, and the filters by number below.</summary>
    public override string ToString()
    {
        ClassAcceptance[] judged = [.. classes.Where(c => c.Candidates > 0)];
        int width = judged.Select(c => c.ClassName.Length).Append("class".Length).Max();
        var text = new StringBuilder();
        Line("class", ["candidates", "accepted", "rate", "kept anyway", "left out", .. Filters.Select((_, i) => $"refused {i + 1}")]);
        foreach (ClassAcceptance c in judged)
            Line(c.ClassName, [.. new[] { c.Candidates, c.Accepted }.Select(Number), string.Create(CultureInfo.InvariantCulture, $"{100 * c.Rate:0.0} %"),
                Number(c.KeptAnyway), Number(c.LeftOut), .. c.Refused.Select(Number)]);
        for (int i = 0; i < Filters.Count; i++) text.Append(CultureInfo.InvariantCulture, $"{i + 1}: {Filters[i]}\n");
        return text.ToString().TrimEnd('\n');

        void Line(string name, string[] cells)
        {
            text.Append(name.PadRight(width));
            foreach (string cell in cells) text.Append(cell.PadLeft(13));
            text.Append('\n');
        }

        static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
