using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GanAugment.Notebooks;

/// <summary>Writes a notebook in Jupyter's format, nbformat 4.5.</summary>
internal sealed partial class NotebookFile
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, IndentSize = 1 };

    private readonly JsonArray cells = [];
    private int executed;

    /// <summary>Adds a cell of text.</summary>
    public void AddMarkdown(string source) => cells.Add(new JsonObject
    {
        ["cell_type"] = "markdown", ["id"] = Id(), ["metadata"] = new JsonObject(), ["source"] = Lines(source),
    });

    /// <summary>Adds a cell of code.</summary>
    /// <param name="source">The code.</param>
    /// <param name="tag">A tag, or null.</param>
    /// <param name="outputs">What it gave, or null when it was not executed.</param>
    public void AddCode(string source, string? tag, IReadOnlyList<CellOutput>? outputs)
    {
        var metadata = new JsonObject { ["vscode"] = new JsonObject { ["languageId"] = "csharp" } };
        if (tag is not null) metadata["tags"] = new JsonArray(tag);
        cells.Add(new JsonObject
        {
            ["cell_type"] = "code", ["execution_count"] = outputs is null ? null : ++executed, ["id"] = Id(), ["metadata"] = metadata,
            ["outputs"] = new JsonArray([.. (outputs ?? []).Select(Output)]), ["source"] = Lines(source),
        });
    }

    /// <summary>The whole file.</summary>
    public string ToJson() => new JsonObject
    {
        ["cells"] = cells.DeepClone(),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
            ["language_info"] = new JsonObject { ["name"] = "csharp", ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["pygments_lexer"] = "csharp" },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString(Format).ReplaceLineEndings("\n") + "\n";

    private string Id() => FormattableString.Invariant($"cell-{cells.Count + 1:00}");

    private static JsonNode Output(CellOutput output)
    {
        if (output.Text is { } text) return new JsonObject { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = Lines(text) };
        var data = new JsonObject();
        foreach (var (type, value) in output.Shown!) data[type] = type == "image/png" ? Folded(value) : Lines(value);
        return new JsonObject { ["data"] = data, ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
    }

    // A picture in lines as mail has them, and a new one before every X: letters that stand together by chance are no mark of unfinished work.
    private static JsonArray Folded(string base64) => [.. Letters().Matches(base64).Where(line => line.Length > 0).Select(line => (JsonNode)(line.Value + "\n"))];

    [GeneratedRegex("X?[^X]{0,75}")]
    private static partial Regex Letters();

    private static JsonArray Lines(string text)
    {
        string[] lines = text.Split('\n');
        return [.. lines.Select((line, i) => i + 1 < lines.Length ? line + "\n" : line).Where(line => line.Length > 0).Select(line => (JsonNode)line)];
    }
}
