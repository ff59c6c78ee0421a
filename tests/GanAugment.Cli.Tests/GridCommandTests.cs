using System.Text.Json;
using GanAugment.Data;
using GanAugment.Reporting;
using SkiaSharp;

namespace GanAugment.Cli.Tests;

public sealed class GridCommandTests : IDisposable
{
    private readonly Folder folder = new();

    [Theory]
    [InlineData("classes", 2, 10)]
    [InlineData("latents", 2, 10)]
    [InlineData("truncation", 2, 6)]
    [InlineData("interpolate-z", 2, 8)]
    [InlineData("interpolate-y", 1, 8)]
    [InlineData("interpolate", 1, 8)]
    [InlineData("direction", 2, 7)]
    public async Task Every_kind_is_drawn_the_same_every_time_and_says_what_it_shows(string kind, int rows, int columns)
    {
        string generator = Generator(), first = folder.In("a.png"), second = folder.In("b.png");
        var (code, output, error) = await Cli.Run("grid", generator, "-o", first, "--kind", kind, "--json");
        Assert.True(code == ExitCode.Done, error);
        await Cli.Run("grid", generator, "-o", second, "--kind", kind);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        JsonElement told = JsonDocument.Parse(output).RootElement;
        Assert.Equal((kind, first, rows, columns), (told.GetProperty("kind").GetString(), told.GetProperty("file").GetString(),
            told.GetProperty("rows").GetArrayLength(), told.GetProperty("columns").GetArrayLength()));
        Assert.True(told.GetProperty("synthetic").GetBoolean());
        using SKBitmap picture = SKBitmap.Decode(first);
        // 4×4 images are enlarged to 64 pixels.
        Assert.InRange(picture.Width, columns * 64, 800 + columns * 10);
    }

    [Fact]
    public async Task What_is_printed_names_seeds_classes_and_truncation()
    {
        var (code, output, _) = await Cli.Run("grid", Generator(), "-o", folder.In("sheet.png"), "--seeds", "0-2,7",
            "--class", "half/half", "--trunc", "tfhub:0.5");
        Assert.Equal(ExitCode.Done, code);
        foreach (string line in (string[])["seeds           0-2,7", "classes         half/half", "truncation      scaled 0.5"]) Assert.Contains(line, output);
    }

    [Fact]
    public async Task The_picture_says_where_it_came_from()
    {
        string generator = Generator(), file = folder.In("sheet.png");
        await Cli.Run("grid", generator, "-o", file, "--seeds", "4", "--truncation", "0.5", "--dark");
        Dictionary<string, string> entries = new(PngText.Read(File.ReadAllBytes(file)));
        Assert.Equal("ganaugment grid tiny.onnx --seeds 4 --truncation 0.5 --dark", entries["Comment"]);
        JsonElement told = JsonDocument.Parse(entries["ganaugment.grid"]).RootElement;
        Assert.Equal((4, "threshold 0.5", "plain"), (told.GetProperty("seeds")[0].GetInt32(), told.GetProperty("truncations")[0].GetString(),
            told.GetProperty("classes")[0].GetString()));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(generator))),
            told.GetProperty("generator").GetProperty("sha256").GetString());
        // Nothing of this machine.
        Assert.DoesNotContain(folder.Root, string.Concat(entries.Values));
    }

    [Fact]
    public async Task A_cell_is_the_first_image_that_sampling_its_class_with_its_seed_gives()
    {
        string generator = Generator(), file = folder.In("sheet.png");
        await Cli.Run("grid", generator, "-o", file, "--seeds", "5", "--class", "half/half", "--scale", "4");
        await Cli.Run("sample", generator, "-o", folder.In("out"), "--seed", "5", "--class", "half/half", "--count", "1");
        using SKBitmap sheet = SKBitmap.Decode(file), sample = SKBitmap.Decode(folder.In("out", "half_half", "00000.png"));
        Assert.Contains(Enumerable.Range(0, sheet.Width - 16), left => Enumerable.Range(0, sheet.Height - 16).Any(top => Shows(sheet, left, top, sample)));
    }

    [Fact]
    public async Task Neighbours_stand_beside_images_with_what_was_compared()
    {
        string generator = Generator(), training = WriteImages("training", 6), heldOut = WriteImages("held-out", 4, first: 50), file = folder.In("sheet.png");
        var (code, output, error) = await Cli.Run("grid", generator, "-o", file, "--neighbours", training, "--held-out", $"\"{heldOut}\" --split train",
            "--columns", "2", "--json");
        Assert.True(code == ExitCode.Done, error);
        JsonElement told = JsonDocument.Parse(output).RootElement, near = told.GetProperty("neighbours");
        Assert.Equal("neighbours", told.GetProperty("kind").GetString());
        Assert.Equal((2, 2, 4), (near.GetProperty("images").GetArrayLength(), near.GetProperty("images")[0].GetProperty("nearest").GetArrayLength(),
            near.GetProperty("baseline").GetProperty("images").GetInt32()));
        Assert.Equal(JsonValueKind.Null, near.GetProperty("trainedOn").ValueKind);
        // A folder without parts has no test part, and held-out images are those of the test part unless another is named.
        Assert.Contains("test part", await Cli.Fails(ExitCode.BadInput, "grid", generator, "-o", file, "--force", "--neighbours", training,
            "--held-out", heldOut));
        Assert.Contains("are the training images", await Cli.Fails(ExitCode.Usage, "grid", generator, "-o", file, "--force", "--neighbours", training,
            "--held-out", $"\"{training}\" --split train"));
    }

    [Fact]
    public async Task An_unknown_class_is_an_error_that_lists_the_nearest_names()
    {
        string error = await Cli.Fails(ExitCode.Usage, "grid", Generator(), "-o", folder.In("sheet.png"), "--class", "Plain");
        Assert.Contains("'plain', 'half/half'", error);
        string many = folder.Write("many.onnx", TinyGenerator.OfClasses([.. Enumerable.Range(0, 30).Select(i => $"class {i}"), "tabby cat", "Persian cat"]));
        error = await Cli.Fails(ExitCode.Usage, "grid", many, "-o", folder.In("sheet.png"), "--class", "tabby");
        Assert.Contains("32 classes 'tabby cat'", error);
        Assert.DoesNotContain("class 9", error);
        var (_, output, _) = await Cli.Run("grid", many, "-o", folder.In("sheet.png"), "--seeds", "0");
        Assert.Contains("20 of 32 classes", output);
    }

    [Theory]
    [InlineData("no use for --columns", "--columns", "3")]
    [InlineData("no use for --reach", "--kind", "interpolate-z", "--reach", "2")]
    [InlineData("There is no direction 9", "--direction", "9")]
    [InlineData("2 truncations", "--truncation", "0.5,1")]
    [InlineData("enlarged 0 times", "--scale", "0")]
    [InlineData("--scale", "--scale", "5000")]
    [InlineData("needs 2 seeds", "--kind", "interpolate-z", "--seeds", "3")]
    [InlineData("needs 2 columns", "--kind", "interpolate", "--columns", "1")]
    [InlineData("--neighbours", "--kind", "neighbours")]
    [InlineData("goes nowhere", "--kind", "direction", "--reach", "-1")]
    public async Task What_cannot_be_drawn_is_a_usage_error_in_one_line(string said, params string[] args)
    {
        // An enlargement that is too much is known only with the sheet, when progress was shown already.
        var (code, output, error) = await Cli.Run(["grid", Generator(), "-o", folder.In("sheet.png"), .. args]);
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.DoesNotContain("Unexpected", error);
        string last = error.TrimEnd().Split(Environment.NewLine)[^1];
        if (said == "--scale") Assert.Contains("16384", last);
        else Assert.Contains(said, last);
        Assert.False(File.Exists(folder.In("sheet.png")));
    }

    [Theory]
    [InlineData("--kind", "collage")]
    [InlineData("--seeds", "9-0")]
    [InlineData("--seeds", "1,,2")]
    [InlineData("--seeds", "-3")]
    [InlineData("--seeds", "0-99999999")]
    [InlineData("--truncation", "0.5,half")]
    [InlineData("--kind", "interpolate-z:crooked")]
    [InlineData("--kind", "interpolate-z:7")]
    [InlineData("--kind", "classes:linear")]
    public async Task A_value_that_cannot_be_understood_is_a_usage_error(string option, string value)
    {
        var (code, _, error) = await Cli.Run("grid", Generator(), "-o", folder.In("sheet.png"), option, value);
        Assert.Equal(ExitCode.Usage, code);
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public async Task The_way_between_latents_is_part_of_the_kind()
    {
        string generator = Generator();
        foreach (string kind in (string[])["interpolate-z", "interpolate-z:linear"])
            Assert.Equal(ExitCode.Done, (await Cli.Run("grid", generator, "-o", folder.In($"{kind.Length}.png"), "--kind", kind)).Code);
        Assert.NotEqual(File.ReadAllBytes(folder.In("13.png")), File.ReadAllBytes(folder.In("20.png")));
        Assert.Contains(":linear", PngText.Read(File.ReadAllBytes(folder.In("20.png"))).Single(entry => entry.Key == "Comment").Value);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_drawn()
    {
        var (code, output, error) = await Cli.Run("grid", Generator(), "-o", folder.In("sheet.png"), "--dry-run", "--json");
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal((JsonValueKind.Null, 2), (JsonDocument.Parse(output).RootElement.GetProperty("file").ValueKind,
            JsonDocument.Parse(output).RootElement.GetProperty("rows").GetArrayLength()));
        Assert.Contains("Would write", error);
        Assert.False(File.Exists(folder.In("sheet.png")));
    }

    [Fact]
    public async Task A_generator_without_directions_says_how_to_get_them()
    {
        string file = folder.Write("plain.onnx", TinyGenerator.Bytes());
        Assert.Contains("ganaugment export", await Cli.Fails(ExitCode.BadInput, "grid", file, "-o", folder.In("sheet.png"), "--kind", "direction"));
    }

    [Fact]
    public async Task An_existing_file_is_replaced_only_when_forced_and_must_be_a_png()
    {
        string generator = Generator(), file = folder.Write("sheet.png", [42]);
        Assert.Contains("--force", await Cli.Fails(ExitCode.Usage, "grid", generator, "-o", file));
        Assert.Equal([42], File.ReadAllBytes(file));
        Assert.Equal(ExitCode.Done, (await Cli.Run("grid", generator, "-o", file, "--force")).Code);
        Assert.Contains(".png", await Cli.Fails(ExitCode.Usage, "grid", generator, "-o", folder.In("sheet.jpg")));
    }

    [Fact]
    public async Task Help_shows_an_example_and_no_more_than_fifteen_options()
    {
        var (_, output, _) = await Cli.Run("grid", "--help");
        Assert.Contains("  ganaugment grid generator.onnx -o sheet.png", output);
        // Beside its own there are --help and --quiet, which every verb has.
        Assert.InRange(output.Split('\n').Count(line => line.TrimStart().StartsWith('-')), 5, 15 + 2);
    }

    public void Dispose() => folder.Dispose();

    private string Generator() => folder.Write("tiny.onnx", TinyGenerator.WithDirections());

    private string WriteImages(string name, int count, int first = 0)
    {
        for (int i = 0; i < count; i++)
        {
            byte[] pixels = [.. Enumerable.Range(0, 16).Select(p => (byte)((first + i) * 7 + p))];
            folder.Write($"{name}/plain/{i}.png", PngEncoder.Encode(new ImageShape(1, 4, 4), pixels));
        }

        return folder.In(name);
    }

    private static bool Shows(SKBitmap sheet, int left, int top, SKBitmap image)
    {
        for (int y = 0; y < 16; y++)
            for (int x = 0; x < 16; x++)
                if (sheet.GetPixel(left + x, top + y).Red != image.GetPixel(x / 4, y / 4).Red) return false;
        return true;
    }
}
