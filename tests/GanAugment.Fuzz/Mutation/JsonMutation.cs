using System.Text;
using System.Text.Json.Nodes;

namespace GanAugment.Fuzz.Mutation;

/// <summary>Changes of JSON documents: values of other kinds and sizes, entries that are missing, doubled or unknown, depth, encodings.</summary>
internal static class JsonMutation
{
    private static readonly string[] Texts =
    [
        "", " ", "../../escaped", "/escaped", "..\\..\\escaped", "a\0b", "\uD800", "é", "con", "none", "scaled 2", "threshold -1", "scaled NaN", "self.json",
        new string('x', 70_000), "\u202E\u0007\r\nline two",
    ];

    private static readonly string[] Raw =
    [
        "null", "true", "false", "-1", "0", "1", "2", "1e308", "-1e308", "1e999", "0.5", "-0.0", "2147483647", "2147483648", "-2147483649", "4294967296",
        "9223372036854775807", "9223372036854775808", "1e19", "[]", "{}", "[[[]]]", "[null]", "{\"a\":{}}", "\"\"",
    ];

    /// <summary>The document as bytes, changed one to three times.</summary>
    public static byte[] Of(string json, Random random)
    {
        JsonNode root = JsonNode.Parse(json)!;
        for (int times = random.Next(1, 4); times > 0; times--) Change(ref root, random);
        string text = root?.ToJsonString() ?? "null";
        if (random.Next(12) == 0) text = Doubled(text);
        if (random.Next(40) == 0) text = new string('[', 2000) + text + new string(']', 2000);
        return random.Next(24) switch
        {
            0 => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray(),
            1 => Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text)).ToArray(),
            2 => Encoding.UTF32.GetBytes(text),
            3 => Encoding.UTF8.GetBytes(text + text),
            4 or 5 or 6 => ByteMutation.Of(Encoding.UTF8.GetBytes(text), random),
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    private static void Change(ref JsonNode root, Random random)
    {
        List<JsonNode> nodes = [];
        Collect(root, nodes);
        JsonNode chosen = nodes[random.Next(nodes.Count)];
        if (chosen.Parent is not { } parent)
        {
            if (random.Next(20) == 0) root = JsonNode.Parse(Raw[random.Next(Raw.Length)]) ?? new JsonObject();
            return;
        }

        JsonNode? other = random.Next(3) switch
        {
            0 => JsonValue.Create(Texts[random.Next(Texts.Length)]),
            1 => nodes[random.Next(nodes.Count)].DeepClone(),
            _ => JsonNode.Parse(Raw[random.Next(Raw.Length)]),
        };
        switch (parent)
        {
            case JsonArray array when random.Next(4) == 0: array.RemoveAt(chosen.GetElementIndex()); break;
            case JsonArray array when random.Next(4) == 0: array.Insert(chosen.GetElementIndex(), chosen.DeepClone()); break;
            case JsonArray array: array[chosen.GetElementIndex()] = other; break;
            case JsonObject owner when random.Next(4) == 0: owner.Remove(chosen.GetPropertyName()); break;
            case JsonObject owner when random.Next(6) == 0: owner["unknown"] = other; break;
            case JsonObject owner: owner[chosen.GetPropertyName()] = other; break;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> found)
    {
        if (node is null || found.Count > 400) return;
        found.Add(node);
        if (node is JsonObject members)
            foreach (var (_, value) in members) Collect(value, found);
        if (node is JsonArray items)
            foreach (JsonNode? item in items) Collect(item, found);
    }

    // The first entry once more.
    private static string Doubled(string text)
    {
        int end = text.IndexOf(',', StringComparison.Ordinal);
        return end > 0 && text[0] == '{' ? text[..(end + 1)] + text[1..] : text;
    }
}
