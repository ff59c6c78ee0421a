using System.Globalization;
using System.Text.Json.Nodes;

namespace GanAugment.Training.Watch;

/// <summary>The numbers of a line of statistics under the names that TensorBoard groups by.</summary>
internal static class StatisticsTags
{
    // More curves of one kind than that are a carpet; the line in stats.jsonl has them all.
    private const int MostClasses = 32;

    /// <summary>Every number: <c>training/lossD</c>, <c>singularValues/generator.linear</c>, <c>diversity/features/cat</c> …</summary>
    /// <param name="json">The line.</param>
    /// <param name="classes">Names the entries of arrays with one number per class; of many classes, minimum and maximum stand for all.</param>
    public static IEnumerable<(string Tag, float Value)> Of(string json, IReadOnlyList<string> classes)
    {
        foreach (var (key, value) in JsonNode.Parse(json)!.AsObject())
        {
            if (key == "step" || value is null) continue;
            foreach (var found in Of(value is JsonValue ? $"training/{key}" : key, value, classes)) yield return found;
        }
    }

    private static IEnumerable<(string Tag, float Value)> Of(string tag, JsonNode? node, IReadOnlyList<string> classes)
    {
        switch (node)
        {
            case JsonObject entries:
                return entries.SelectMany(e => Of($"{tag}/{e.Key}", e.Value, classes));
            case JsonArray numbers:
                float[] values = [.. numbers.Select(n => Number(n!) ?? float.NaN)];
                return values.Length == classes.Count && values.Length <= MostClasses ? values.Select((v, i) => ($"{tag}/{classes[i]}", v))
                    : values.Length == 0 ? [] : [($"{tag}/least", values.Min()), ($"{tag}/most", values.Max())];
            default:
                return node is not null && Number(node) is float number ? [(tag, number)] : [];
        }
    }

    private static float? Number(JsonNode node) => node.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Number => (float)node.AsValue().GetValue<double>(),
        System.Text.Json.JsonValueKind.String => node.GetValue<string>() is "NaN" or "Infinity" or "-Infinity"
            ? float.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture) : null,
        _ => null,
    };
}
