using System.Text.Json;
using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Provenance;
using GanAugment.Sampling;
using GanAugment.Transforms.Folders;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Folders;

public sealed class AugmentedFolderTests : IDisposable
{
    private static readonly ImageShape Shape = new(1, 4, 4);

    // Four a, two b/c, in this order.
    private static readonly LabelledImageSet Data = new("six images", Shape, new ClassMap(["a", "b/c"]), [0, 1, 0, 0, 1, 0],
        Enumerable.Range(0, 6 * 16).Select(i => (byte)i).ToArray());

    private readonly string root = Directory.CreateTempSubdirectory("ganaugment-folder-").FullName;
    private readonly AugmentedFolderOptions options;

    public AugmentedFolderTests()
    {
        File.WriteAllBytes(In("g.onnx"), TinyOnnx.Write(TinyOnnx.Manifest with { Classes = ["b/c", "a", "d"] }));
        options = new AugmentedFolderOptions { ModelFile = In("g.onnx"), Strategy = SamplingStrategy.UpTo(5), Seed = 3 };
    }

    [Fact]
    public void Other_tools_find_a_folder_of_images_per_class_with_as_many_as_planned()
    {
        Write("out");
        Assert.Equal(["a", "b_c"], Directory.EnumerateDirectories(In("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        ILabelledImageSource read = DatasetOpener.Open(In("out"));
        Assert.Equal((Shape, "5 5"), (read.Shape, string.Join(' ', read.CountPerClass())));
        Assert.Equal(["real-000000.png", "real-000002.png", "real-000003.png", "real-000005.png", "synthetic-000000.png"], Names(In("out", "a")));
        var (real, given) = (new byte[16], new byte[16]);
        read.Read(1, real);
        Data.Read(2, given);
        Assert.Equal(given, real);
    }

    [Fact]
    public void The_synthetic_images_are_those_that_the_pipeline_would_add()
    {
        Write("out");
        var context = new MLContext();
        IDataView view = SourceRows.Of(context, Data);
        IDataView augmented = context.Data.AugmentWithBigGan(view, new BigGanAugmentationOptions
        {
            ImageColumnName = "Image", ModelFile = options.ModelFile, Strategy = options.Strategy, Seed = options.Seed, SyntheticOriginColumnName = "From",
        });
        int compared = 0;
        foreach (Added row in context.Data.CreateEnumerable<Added>(augmented, reuseRowObject: false))
        {
            if (row.From == "") continue;
            SyntheticOrigin origin = SyntheticOrigin.Parse(row.From);
            string file = In("out", row.Label == "a" ? "a" : "b_c", $"synthetic-{origin.Row:D6}.png");
            Assert.Equal(origin, SyntheticMark.Read(File.ReadAllBytes(file)));
            using MLImage image = MLImage.CreateFromFile(file);
            Assert.Equal(row.Image, Enumerable.Range(0, 16).Select(i => image.Pixels[image.Pixels.Length / 16 * i]));
            compared++;
        }

        Assert.Equal(4, compared);
    }

    [Fact]
    public void The_provenance_names_every_file_with_the_origin_of_each_synthetic_one()
    {
        Write("out");
        JsonElement[] lines = [.. File.ReadLines(In("out", AugmentedFolder.ProvenanceFile)).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(Files("out").Where(name => name.EndsWith(".png", StringComparison.Ordinal)),
            lines.Select(line => line.GetProperty("file").GetString()!).Order(StringComparer.Ordinal));
        foreach (JsonElement line in lines)
        {
            byte[] file = File.ReadAllBytes(In("out", line.GetProperty("file").GetString()!));
            Assert.Equal(line.GetProperty("synthetic").GetBoolean(), SyntheticMark.IsSynthetic(file));
            if (SyntheticMark.Read(file) is { } origin) Assert.Equal(origin.ToJson(), line.GetProperty("origin").GetRawText());
            else Assert.Equal(line.GetProperty("class").GetString(), Data.Classes[Data.Labels[line.GetProperty("index").GetInt32()]]);
        }
    }

    [Fact]
    public void The_same_options_give_the_same_bytes_and_another_seed_other_images()
    {
        Write("one");
        Write("two");
        Write("three", options with { Seed = 4 });
        foreach (string name in Files("one")) Assert.Equal(File.ReadAllBytes(In("one", name)), File.ReadAllBytes(In("two", name)));
        Assert.NotEqual(File.ReadAllBytes(In("one", "a", "synthetic-000000.png")), File.ReadAllBytes(In("three", "a", "synthetic-000000.png")));
    }

    [Fact]
    public void A_folder_gets_no_duplicates() =>
        Assert.Contains("no duplicates", Assert.Throws<OptionException>(() => Write("out", options with { Strategy = SamplingStrategy.Mix() })).Message);

    [Fact]
    public void A_cancelled_folder_has_not_its_name_and_goes_on_where_it_was()
    {
        using var cancel = new CancellationTokenSource();
        using AugmentedFolder first = AugmentedFolder.Prepare(Data, options);
        Assert.ThrowsAny<OperationCanceledException>(() => first.Write(In("out"), progress: new Told(value => { if (value.Done == 8) cancel.Cancel(); }),
            cancellation: cancel.Token));
        Assert.False(Directory.Exists(In("out")));
        string kept = In("out.partial", "a", "real-000003.png");
        DateTime written = File.GetLastWriteTimeUtc(kept);

        // Another seed would make a mixture.
        Assert.Contains("other data or options", Assert.Throws<OptionException>(() => Write("out", options with { Seed = 4 })).Message);
        Write("out");
        Write("whole");
        Assert.Equal(written, File.GetLastWriteTimeUtc(In("out", "a", "real-000003.png")));
        Assert.False(Directory.Exists(In("out.partial")));
        Assert.Equal(Files("whole"), Files("out"));
        foreach (string name in Files("whole")) Assert.Equal(File.ReadAllBytes(In("whole", name)), File.ReadAllBytes(In("out", name)));
    }

    [Fact]
    public void Half_a_file_of_a_process_that_was_killed_is_not_taken_for_an_image()
    {
        using (AugmentedFolder folder = AugmentedFolder.Prepare(Data, options))
            Assert.Throws<InvalidOperationException>(() => folder.Write(In("out"), progress: new Told(_ => throw new InvalidOperationException())));
        File.WriteAllText(In("out.partial", "a", "real-000002.png.7-x.tmp"), "half");
        Write("out");
        Assert.DoesNotContain(Files("out"), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_holds_something_stays_unless_it_may_go()
    {
        Directory.CreateDirectory(In("out"));
        File.WriteAllText(In("out", "mine.txt"), "precious");
        Assert.Contains("not empty", Assert.Throws<OptionException>(() => Write("out")).Message);
        Assert.Equal("precious", File.ReadAllText(In("out", "mine.txt")));
        using AugmentedFolder folder = AugmentedFolder.Prepare(Data, options);
        folder.Write(In("out"), replace: true);
        Assert.False(File.Exists(In("out", "mine.txt")));
        Assert.Equal(["g.onnx", "out"], Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_processes_do_not_write_one_folder()
    {
        using AugmentedFolder folder = AugmentedFolder.Prepare(Data, options);
        string? refused = null;
        folder.Write(In("out"), progress: new Told(value =>
        {
            if (value.Done == 1) refused = Assert.Throws<SaveException>(() => Write("out")).Message;
        }));
        Assert.Contains("Another process", refused);
    }

    [Fact]
    public void Synthetic_images_alone_are_written_where_that_is_asked_for()
    {
        Write("out", options with { SyntheticOnly = true });
        Assert.Equal(["README.md", "a/synthetic-000000.png", "b_c/synthetic-000000.png", "b_c/synthetic-000001.png", "b_c/synthetic-000002.png", "provenance.jsonl"],
            Files("out"));
    }

    [Fact]
    public void The_card_counts_real_and_synthetic_images_and_says_how_they_were_made()
    {
        Write("out", options with { Licence = "CC0-1.0", MaximumSyntheticShare = 0.5 });
        string card = File.ReadAllText(In("out", AugmentedFolder.CardFile));
        Assert.StartsWith("---\n", card);
        foreach (string text in (string[])["CC0-1.0", "six images", "| b/c | 2 | 2 |", "at most 50 % synthetic", "none", "provenance.jsonl",
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(options.ModelFile)))])
            Assert.Contains(text, card);
        // The tools that read folders of classes are not disturbed by it.
        Assert.Equal(2, DatasetOpener.Open(In("out")).Classes.Count);
    }

    [Fact]
    public void Filters_choose_and_report()
    {
        using AugmentedFolder folder = AugmentedFolder.Prepare(Data, options with { Filters = [new EveryOther()] });
        folder.Write(In("out"));
        Assert.Equal(4, folder.Filters!.Sum(c => c.Accepted));
        Assert.Equal([1L, 3L, 5L], Enumerable.Range(0, 3).Select(i => SyntheticMark.Read(File.ReadAllBytes(In("out", "b_c", $"synthetic-{i:D6}.png")))!.Row));
    }

    [Fact]
    public void A_strategy_may_name_a_class_that_only_the_generator_has()
    {
        Write("out", options with { Strategy = SamplingStrategy.UpTo(new Dictionary<string, int> { ["d"] = 2 }) });
        Assert.Equal(["synthetic-000000.png", "synthetic-000001.png"], Names(In("out", "d")));
    }

    [Fact]
    public void Warnings_are_passed_on()
    {
        var warnings = new List<string>();
        using AugmentedFolder folder = AugmentedFolder.Prepare(Data, options, warnings.Add);
        Assert.Contains(warnings, warning => warning.Contains("Fewer than 50 real images"));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Write(string name, AugmentedFolderOptions? other = null)
    {
        using AugmentedFolder folder = AugmentedFolder.Prepare(Data, other ?? options);
        folder.Write(In(name));
    }

    private string In(params string[] names) => Path.Combine([root, .. names]);

    private string[] Files(string name) => [.. Directory.EnumerateFiles(In(name), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(In(name), path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static IEnumerable<string?> Names(string folder) => Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private sealed class Told(Action<AugmentedFolderProgress> heard) : IProgress<AugmentedFolderProgress>
    {
        public void Report(AugmentedFolderProgress value) => heard(value);
    }

    private sealed class Added
    {
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";

        public string From { get; set; } = "";
    }

    private sealed class EveryOther : IImageFilter, IImageJudge
    {
        public string Name => "every other one";

        public IImageJudge Prepare(FilterContext context) => this;

        public void Judge(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> images, Span<ImageVerdict> verdicts)
        {
            for (int i = 0; i < candidates.Length; i++) verdicts[i] = new ImageVerdict(candidates[i].Number % 2 == 1, 0);
        }

        public void Dispose()
        {
        }
    }
}
