namespace GanAugment.Tests.Reporting;

/// <summary>Reads the YAML in front of a card: maps, lists and scalars, each on a line of its own, strictly.</summary>
internal sealed class CardFront
{
    private readonly List<(int Indent, string Text)> lines = [];
    private int at;

    private CardFront(string yaml)
    {
        foreach (string line in yaml.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int indent = line.Length - line.TrimStart(' ').Length;
            string text = line[indent..];
            // An item's map begins on its own line: "- key: value" is "-" and, two columns in, "key: value".
            for (; text.StartsWith("- ", StringComparison.Ordinal); indent += 2, text = text[2..]) lines.Add((indent, "-"));
            lines.Add((indent, text));
        }
    }

    /// <summary>The map between the two rules.</summary>
    public static Dictionary<string, object> Of(string card)
    {
        Assert.StartsWith("---\n", card, StringComparison.Ordinal);
        int end = card.IndexOf("\n---\n", StringComparison.Ordinal);
        Assert.True(end > 0, "There is no second rule.");
        var reader = new CardFront(card[4..(end + 1)]);
        var map = reader.Map(0);
        Assert.Equal(reader.lines.Count, reader.at);
        return map;
    }

    private Dictionary<string, object> Map(int indent)
    {
        var map = new Dictionary<string, object>();
        while (at < lines.Count && lines[at].Indent == indent && lines[at].Text != "-")
        {
            string[] parts = lines[at++].Text.Split(':', 2);
            Assert.Matches("^[a-z][a-z_-]*$", parts[0]);
            map.Add(parts[0], parts[1].Length > 0 ? Scalar(parts[1]) : Below(indent));
        }

        return map;
    }

    private object Below(int indent)
    {
        Assert.True(at < lines.Count && lines[at].Indent == indent + 2, $"Nothing stands below line {at}.");
        if (lines[at].Text != "-") return Map(indent + 2);
        var list = new List<object>();
        while (at < lines.Count && lines[at] == (indent + 2, "-"))
        {
            at++;
            Assert.Equal(indent + 4, lines[at].Indent);
            bool map = !lines[at].Text.StartsWith('"') && lines[at].Text.Contains(':', StringComparison.Ordinal);
            list.Add(map ? Map(indent + 4) : Scalar(" " + lines[at++].Text));
        }

        return list;
    }

    private static object Scalar(string text)
    {
        Assert.StartsWith(" ", text, StringComparison.Ordinal);
        using var value = System.Text.Json.JsonDocument.Parse(text);
        return value.RootElement.ValueKind switch
        {
            System.Text.Json.JsonValueKind.String => value.RootElement.GetString()!,
            System.Text.Json.JsonValueKind.Number => value.RootElement.GetDouble(),
            _ => value.RootElement.GetBoolean(),
        };
    }
}
