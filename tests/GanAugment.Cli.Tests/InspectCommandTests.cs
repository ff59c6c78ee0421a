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

    public void Dispose() => folder.Dispose();
}
