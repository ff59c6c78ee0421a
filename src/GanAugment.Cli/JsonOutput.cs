using System.Text.Encodings.Web;
using System.Text.Json;

namespace GanAugment.Cli;

/// <summary>Results as JSON: camel case, indented, readable names of classes.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>One document.</summary>
    public static string Write<T>(T result) => JsonSerializer.Serialize(result, Options);
}
