using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Generation;

namespace GanAugment.Training;

/// <summary>The one way documents of a run are written and read: camel case, unknown properties refused.</summary>
internal static class TrainingJson
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new TruncationConverter() },
    };

    private static readonly JsonSerializerOptions OneLine = new(Indented) { WriteIndented = false };

    /// <summary>Writes a document.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Indented);

    /// <summary>Writes a document as one line.</summary>
    public static string WriteLine<T>(T value) => JsonSerializer.Serialize(value, OneLine);

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">Not JSON, an unknown or missing property, or a number beyond all numbers.</exception>
    public static T Read<T>(string json)
    {
        T document = JsonSerializer.Deserialize<T>(json, Indented) ?? throw new JsonException("the document is null");
        try
        {
            // 1e999 is read as infinity, which no document can say: it would be found out where the next one is written.
            _ = Write(document);
            return document;
        }
        catch (ArgumentException e)
        {
            throw new JsonException("a number in it is beyond all numbers", e);
        }
    }

    private sealed class TruncationConverter : JsonConverter<Truncation>
    {
        public override Truncation Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            string text = reader.GetString() ?? "";
            string[] words = text.Split(' ');
            if (text == "none") return Truncation.None;
            if (words.Length == 2 && float.TryParse(words[1], System.Globalization.CultureInfo.InvariantCulture, out float value))
            {
                if (words[0] == "threshold") return Truncation.Threshold(value);
                if (words[0] == "scaled") return Truncation.Scaled(value);
            }

            throw new JsonException($"'{text}' is no truncation; write \"none\", \"threshold 0.5\" or \"scaled 0.5\"");
        }

        public override void Write(Utf8JsonWriter writer, Truncation value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
