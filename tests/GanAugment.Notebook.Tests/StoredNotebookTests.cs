using System.Buffers.Binary;
using System.Text.Json.Nodes;
using GanAugment.Architecture.Tests;

namespace GanAugment.Notebooks;

/// <summary>The example's notebook is executed again, on a short setting, and compared with what is stored.</summary>
public sealed class StoredNotebookTests : IDisposable
{
    private static readonly string Example = Path.Combine(Repository.Root, "examples", "ClassifierAugmentation");
    private readonly string before = Directory.GetCurrentDirectory();

    public StoredNotebookTests() => Directory.SetCurrentDirectory(Example);

    public void Dispose() => Directory.SetCurrentDirectory(before);

    [Fact]
    public async Task Executed_again_it_says_and_shows_what_is_stored()
    {
        string source = await File.ReadAllTextAsync(Path.Combine(Example, "notebook", "ClassifierAugmentation.cs"));
        JsonNode[] stored = Cells(await File.ReadAllTextAsync(Path.Combine(Example, "ClassifierAugmentation.ipynb")));
        JsonNode[] again = [.. Cells((await NotebookMaker.Make(source, ["seeds=1", "iterations=3"], "0")).ToJson()).Where(c => Tag(c) != "injected-parameters")];

        Assert.Equal(stored.Length, again.Length);
        bool shortened = false;
        for (int i = 0; i < stored.Length; i++)
        {
            if (Tag(stored[i]) == "parameters") continue;
            // The first cell of code names the version.
            string code = NotebookMakerTests.Text(stored[i]["source"]!);
            if (!code.StartsWith("#r ", StringComparison.Ordinal)) Assert.Equal(code, NotebookMakerTests.Text(again[i]["source"]!));
            if (stored[i]["outputs"] is not JsonArray outputs) continue;
            // From the comparison on figures depend on the setting; how many outputs there are does not.
            shortened |= code.Contains("AugmentationComparison.Run", StringComparison.Ordinal);
            JsonArray now = again[i]["outputs"]!.AsArray();
            Assert.Equal(outputs.Count, now.Count);
            foreach (var (old, fresh) in outputs.Zip(now)) Compare(old!, fresh!, shortened);
        }

        Assert.True(shortened);
    }

    private static void Compare(JsonNode stored, JsonNode again, bool shortened)
    {
        Assert.Equal((string)stored["output_type"]!, (string)again["output_type"]!);
        if (stored["text"] is { } text)
        {
            if (!shortened) Assert.Equal(NotebookMakerTests.Text(text), NotebookMakerTests.Text(again["text"]!));
            else Assert.Equal(NotebookMakerTests.Text(text).Split('\n')[0].Split(' ')[0], NotebookMakerTests.Text(again["text"]!).Split('\n')[0].Split(' ')[0]);
            return;
        }

        Assert.Equal(stored["data"]!["text/plain"]?.ToJsonString(), again["data"]!["text/plain"]?.ToJsonString());
        // Another processor may round a pixel of a generated image differently; the picture has the same size.
        Assert.Equal(Size(stored["data"]!["image/png"]!), Size(again["data"]!["image/png"]!));
    }

    private static (int Width, int Height) Size(JsonNode png)
    {
        byte[] bytes = Convert.FromBase64String(NotebookMakerTests.Text(png));
        Assert.Equal("PNG"u8, bytes.AsSpan(1, 3));
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }

    private static JsonNode[] Cells(string json) => [.. JsonNode.Parse(json)!["cells"]!.AsArray()!];

    private static string? Tag(JsonNode cell) => cell["metadata"]!["tags"] is JsonArray tags ? (string?)tags[0] : null;
}
