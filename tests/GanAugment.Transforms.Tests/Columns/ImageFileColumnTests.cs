using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Sampling;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Rows;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Columns;

/// <summary>Columns of image files: as bytes and as paths.</summary>
public sealed class ImageFileColumnTests : IDisposable
{
    private readonly MLContext context = new(1);
    private readonly ImageFiles files = new((6, 4), (4, 4), (9, 5));
    private readonly PatternGenerator generator = new(["a", "b"], 3, 4, 5);

    private BigGanAugmentationOptions Options => Given.Options(generator, SamplingStrategy.Add(2)) with { Placement = SyntheticRowPlacement.Appended };

    private IDataView Paths => context.Data.LoadFromEnumerable(files.Paths.Select((path, i) => new PathRow { Pixels = path, Label = i == 0 ? "a" : "b" }));

    private IDataView Encoded => context.Transforms.LoadRawImageBytes("Pixels", null, "Pixels").Fit(Paths).Transform(Paths);

    public void Dispose() => files.Dispose();

    [Fact]
    public void Bytes_are_PNG_files_of_the_very_images()
    {
        IDataView augmented = context.Data.AugmentWithBigGan(Encoded, Options);
        Assert.Equal("Vector<Byte>", augmented.Schema["Pixels"].Type.ToString());
        List<VBuffer<byte>> encoded = Values.Vectors<byte>(augmented, "Pixels");
        Assert.Equal(7, encoded.Count);
        Assert.Equal(File.ReadAllBytes(files.Paths[1]), encoded[1].DenseValues());
        byte[][] expected = Expected();
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], encoded[3 + i].DenseValues().Take(4));
            Assert.Equal(expected[i], Decode(encoded[3 + i].DenseValues().ToArray(), out ImageShape shape));
            Assert.Equal(new ImageShape(3, 4, 5), shape);
        }

        CursorInvariants.Hold(augmented);
    }

    [Fact]
    public void Bytes_can_be_JPEG_files_of_another_shape()
    {
        IDataView augmented = context.Data.AugmentWithBigGan(
            Encoded, Options with { FileFormat = ImageFileFormat.Jpeg, ColumnShape = new ImageShape(1, 8, 16), JpegQuality = 100 });
        byte[] file = [.. Values.Vectors<byte>(augmented, "Pixels")[4].DenseValues()];
        Assert.Equal([0xFF, 0xD8, 0xFF], file[..3]);
        byte[] planes = Decode(file, out ImageShape shape);
        Assert.Equal((8, 16), (shape.Height, shape.Width));
        Assert.Equal(planes[..128], planes[128..256]);
    }

    [Fact]
    public void Files_of_any_length_survive_the_temporary_file()
    {
        List<string> inMemory = Values.Of(context.Data.AugmentWithBigGan(Encoded, Options), "Pixels");
        Assert.Equal(inMemory, Values.Of(context.Data.AugmentWithBigGan(Encoded, Options with { MemoryLimit = 0, BatchSize = 3 }), "Pixels"));
    }

    [Fact]
    public void Paths_need_a_folder()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => context.Data.AugmentWithBigGan(Paths, Options));
        Assert.Contains("with a SpoolFolder, String, got String", e.Message);
    }

    [Fact]
    public void Paths_lead_to_files_that_LoadImages_loads()
    {
        string folder = Path.Combine(files.Folder, "made");
        IDataView augmented = context.Data.AugmentWithBigGan(Paths, Options with { SpoolFolder = folder });
        Values.Of(augmented, "Label");
        Assert.False(Directory.Exists(folder));

        List<string> paths = Values.Of(augmented, "Pixels");
        Assert.Equal(files.Paths, paths.Take(3));
        Assert.Equal(4, paths.Skip(3).Distinct().Count());
        Assert.All(paths.Skip(3), path => Assert.StartsWith(folder, path));
        Assert.Equal(paths, Values.Of(augmented, "Pixels"));
        IDataView loaded = context.Transforms.LoadImages("Image", files.Folder, "Pixels").Fit(augmented).Transform(augmented);
        Assert.Equal(7, Values.Of(loaded, "Image").Count);
        Assert.Equal(Expected(), paths.Skip(3).Select(path => Decode(File.ReadAllBytes(path), out _)));
        CursorInvariants.Hold(augmented);
    }

    [Fact]
    public void Files_are_named_after_what_made_them_and_say_so()
    {
        string folder = Path.Combine(files.Folder, "made");
        BigGanAugmentationOptions options = Options with { SpoolFolder = folder };
        string[] first = [.. Values.Of(context.Data.AugmentWithBigGan(Paths, options), "Pixels").Skip(3)];
        Assert.Equal(first, Values.Of(context.Data.AugmentWithBigGan(Paths, options), "Pixels").Skip(3));
        Assert.Equal(8, Directory.GetFiles(folder).Length);
        foreach (string path in first)
        {
            SyntheticOrigin origin = SyntheticOrigin.Parse(File.ReadAllText(Path.ChangeExtension(path, ".json")));
            Assert.StartsWith($"{origin.Class}-{origin.Row:D6}-", Path.GetFileName(path));
            Assert.Equal(3, origin.Seed);
        }

        Assert.Empty(first.Intersect(Values.Of(context.Data.AugmentWithBigGan(Paths, options with { Seed = 4 }), "Pixels")));
        Assert.Empty(first.Intersect(Values.Of(context.Data.AugmentWithBigGan(Paths, options with { ColumnShape = new(1, 3, 3) }), "Pixels")));
        Assert.All(Values.Of(context.Data.AugmentWithBigGan(Paths, options with { FileFormat = ImageFileFormat.Jpeg }), "Pixels").Skip(3),
            path => Assert.EndsWith(".jpg", path));
    }

    [Fact]
    public void A_pipeline_over_paths_trains_on_the_files_and_scores_paths_as_they_are()
    {
        string folder = Path.Combine(files.Folder, "made");
        var trainer = new CountingTrainer();
        ITransformer model = context.Transforms.AugmentWithBigGan(Options with { SpoolFolder = folder, IsSyntheticColumnName = "Made" })
            .Append(context.Transforms.LoadImages("Image", null, "Pixels"))
            .Append(context.Transforms.ResizeImages("Image", 4, 4))
            .Append(context.Transforms.ExtractPixels("Features", "Image"))
            .Append(trainer).Fit(Paths);
        Assert.Equal([7], trainer.RowsPerFit);
        Assert.Equal(3, Values.Vectors<float>(model.Transform(Paths), "Features").Count);
        Assert.Equal(["False", "False", "False"], Values.Of(model.Transform(Paths), "Made"));
    }

    private byte[][] Expected()
    {
        var sampler = new ConditionalSampler(new PatternGenerator(["a", "b"], 3, 4, 5), 3);
        int length = 60;
        float[] unit = new float[4 * length];
        byte[] bytes = new byte[unit.Length];
        // Rows alternate between classes.
        sampler.Sample([new ImageAddress(0, 0), new ImageAddress(1, 0), new ImageAddress(0, 1), new ImageAddress(1, 1)], unit);
        PixelRange.ToBytes(unit, bytes);
        return [.. bytes.Chunk(length)];
    }

    private static byte[] Decode(byte[] file, out ImageShape shape)
    {
        using MLImage image = MLImage.CreateFromStream(new MemoryStream(file));
        shape = new ImageShape(3, image.Height, image.Width);
        byte[] planes = new byte[shape.Length];
        ImagePixels.Read(image, 3, planes);
        return planes;
    }

    private sealed class PathRow
    {
        public string Pixels { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
