using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GanAugment.Reporting;

/// <summary>The YAML in front of a card. Texts are always quoted, as in JSON, which YAML reads: no text can become a number, a list or a null.</summary>
internal sealed class FrontMatter
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder lines = new("---\n");

    /// <summary>Adds a key with a text, a number, a truth value, a list (of these or of maps), or a map of keys to these; null adds nothing.</summary>
    public FrontMatter Add(string key, object? value)
    {
        if (value is not null) Entry(key, value, "", "");
        return this;
    }

    /// <summary>The front matter, its two rules included.</summary>
    public override string ToString() => lines + "---\n";

    private void Entry(string key, object value, string first, string indent)
    {
        lines.Append(first).Append(key).Append(':');
        switch (value)
        {
            case IReadOnlyList<KeyValuePair<string, object>> map:
                lines.Append('\n');
                foreach (var (name, inner) in map) Entry(name, inner, $"{indent}  ", $"{indent}  ");
                break;
            case System.Collections.IEnumerable list and not string:
                lines.Append('\n');
                foreach (object item in list) Item(item, $"{indent}  ");
                break;
            default:
                lines.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private void Item(object item, string indent)
    {
        if (item is not IReadOnlyList<KeyValuePair<string, object>> map)
        {
            lines.Append(indent).Append("- ").Append(Scalar(item)).Append('\n');
            return;
        }

        for (int i = 0; i < map.Count; i++) Entry(map[i].Key, map[i].Value, i == 0 ? $"{indent}- " : $"{indent}  ", $"{indent}  ");
    }

    private static string Scalar(object value) => value switch
    {
        string text => JsonSerializer.Serialize(text, Quoted),
        bool truth => truth ? "true" : "false",
        double number when double.IsNaN(number) => ".nan",
        double number when double.IsInfinity(number) => number > 0 ? ".inf" : "-.inf",
        // A point, or YAML 1.1 takes 1e-05 for a text.
        double number => number.ToString("0.0###############", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType().Name} is no value of a card.", nameof(value)),
    };
}
