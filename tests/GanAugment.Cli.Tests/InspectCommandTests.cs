using System.Text.Json;

namespace GanAugment.Cli.Tests;

public sealed class InspectCommandTests : IDisposable
{
    private readonly Folder folder = new();

    [Fact]
    public async Task A_generators_directions_are_counted_and_their_layers_named()
    {
        var (code, output, _) = await Cli.Run("inspect", folder.Write("tiny.onnx", TinyGenerator.WithDirections()));
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("directions      2 of first layer", output);
    }

    [Fact]
    public async Task Data_shows_classes_counts_shape_and_fingerprint()
    {
        var (code, output, error) = await Cli.Run("inspect", folder.WriteImages("cat", "dog"));
        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.Matches(@"cat +2", output);
        Assert.Contains("1×8×8", output);
        Assert.Matches("fingerprint +[0-9a-f]{64}", output);
    }

    [Fact]
    public async Task Json_holds_the_same()
    {
        var (_, output, _) = await Cli.Run("inspect", folder.WriteImages("cat", "dog"), "--json");
        JsonElement data = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("data", 4, "dog"),
            (data.GetProperty("kind").GetString(), data.GetProperty("images").GetInt32(), data.GetProperty("classes")[1].GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_named_data_set_is_found()
    {
        var (code, output, _) = await Cli.Run("inspect", "letters", "--split", "test");
        Assert.Equal(ExitCode.Done, code);
        Assert.Matches(@"J +220", output);
    }

    [Fact]
    public async Task A_generator_shows_its_inputs_and_manifest()
    {
        string file = folder.Write("tiny.onnx", TinyGenerator.Bytes());
        var (code, output, _) = await Cli.Run("inspect", file);
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("z float [N, 6], y float [N, 2]", output);
        Assert.Contains("image float [N, 1, 4, 4]", output);
        Assert.Contains("half/half", output);

        var (_, json, _) = await Cli.Run("inspect", file, "--json");
        Assert.Equal(6, JsonDocument.Parse(json).RootElement.GetProperty("manifest").GetProperty("latentSize").GetInt32());
    }

    [Fact]
    public async Task A_manifest_written_by_hand_is_held_against_its_file()
    {
        string file = folder.Write("other.onnx", TinyGenerator.Bytes(withManifest: false)), manifest = folder.Write("hand.json", """
            {
              "version": 2, "channels": 1, "height": 4, "width": 4, "latentSize": 6, "classes": ["cat", "dog"],
              "graph": { "latent": "z", "label": { "name": "y" }, "image": { "name": "image", "values": "zeroToOne" } }
            }
            """u8.ToArray());
        Assert.Contains("nor a manifest beside it", await Cli.Fails(ExitCode.BadInput, "inspect", file));
        var (code, output, error) = await Cli.Run("inspect", file, "--manifest", manifest);
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("inputs          z float [N, 6], y float [N, 2]", output);
        Assert.Contains("image float [N, 1, 4, 4] in [0, 1]", output);
        Assert.Contains("dog", output);

        string wrong = folder.Write("wrong.json", """{ "channels": 1, "height": 4, "width": 4, "latentSize": 7, "classes": ["cat", "dog"] }"""u8.ToArray());
        Assert.Contains("'z' has the shape [N, 6], but the manifest says [N, 7]", await Cli.Fails(ExitCode.BadInput, "inspect", file, "--manifest", wrong));
        Assert.Contains("cannot be read", await Cli.Fails(ExitCode.Usage, "inspect", file, "--manifest", folder.In("absent.json")));
        Assert.Contains("Only an ONNX file has a manifest", await Cli.Fails(ExitCode.Usage, "inspect", folder.WriteImages("cat"), "--manifest", manifest));
        string own = folder.Write("own.onnx", TinyGenerator.Bytes());
        Assert.Contains("a manifest of its own", await Cli.Fails(ExitCode.BadInput, "inspect", own, "--manifest", manifest));
    }

    public void Dispose() => folder.Dispose();
}
