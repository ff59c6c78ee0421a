using System.Text.Json.Nodes;

namespace GanAugment.Notebooks;

public sealed class NotebookMakerTests
{
    private const string Source = """
        #:package One
        // %% [markdown]
        // Text
        // %% tags=parameters
        int n = 1;
        // %%
        int Twice(int x) => 2 * x;
        // %%
        Console.WriteLine($"n is {n}\ntwice {Twice(n)}");
        display(HTML("<figure><img src='data:image/png;base64,AXXB' alt='a picture'></figure>"));
        display(HTML("<b>bold</b>"));
        """;

    [Fact]
    public async Task Cells_see_what_went_before_and_outputs_are_stored()
    {
        JsonNode notebook = JsonNode.Parse((await NotebookMaker.Make(Source, ["n = 21"], "1.2.3")).ToJson())!;

        Assert.Equal(4, (int)notebook["nbformat"]!);
        JsonNode[] cells = [.. notebook["cells"]!.AsArray()!];
        Assert.Equal(["markdown", "code", "code", "code", "code", "code"], cells.Select(c => (string)c["cell_type"]!));
        Assert.Equal("#r \"nuget: One\"\n#r \"nuget: GanAugment.Transforms, 1.2.3\"", Text(cells[1]["source"]!));
        Assert.Null(cells[1]["execution_count"]);
        Assert.Equal("n = 21;", Text(cells[3]["source"]!));
        Assert.Equal("injected-parameters", (string)cells[3]["metadata"]!["tags"]![0]!);
        JsonArray outputs = cells[5]["outputs"]!.AsArray();
        Assert.Equal("n is 21\ntwice 42\n", Text(outputs[0]!["text"]!));
        Assert.Equal(("A\nX\nXB\n", "a picture"), (Text(outputs[1]!["data"]!["image/png"]!), Text(outputs[1]!["data"]!["text/plain"]!)));
        Assert.Equal("<b>bold</b>", Text(outputs[2]!["data"]!["text/html"]!));
        Assert.Equal(4, (int)cells[5]["execution_count"]!);
        Assert.Equal(cells.Length, cells.Select(c => (string)c["id"]!).Distinct().Count());
    }

    [Theory]
    [InlineData("// %%\nthrow new InvalidOperationException(\"broken\");", "broken")]
    [InlineData("// %%\nint x = \"text\";", "CS0029")]
    public async Task A_cell_that_fails_ends_it_and_is_shown(string source, string said)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => NotebookMaker.Make(source, [], "1"));
        Assert.Contains(said, error.Message);
        Assert.Contains(source[6..], error.Message);
    }

    [Fact]
    public async Task Parameters_need_a_cell_that_has_them() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => NotebookMaker.Make("// %%\nint x = 1;", ["x=2"], "1"));

    internal static string Text(JsonNode lines) => string.Concat(lines.AsArray().Select(line => (string)line!));
}
