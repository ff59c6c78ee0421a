using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Rows;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace GanAugment.Transforms.Tests.Columns;

/// <summary>Every representation of an image, value by value. Images are 2×3 (height, width).</summary>
public sealed class ImageColumnTests : IDisposable
{
    private const int H = 2, W = 3;

    private readonly MLContext context = new(1);
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1, new[] { 1, H, W }, null, "L")]
    [InlineData(1, new[] { H, W }, null, "L")]
    [InlineData(1, new[] { H * W }, null, "L")]
    [InlineData(3, new[] { 3, H, W }, null, "R G B")]
    [InlineData(3, new[] { H, W, 3 }, null, "RGB")]
    [InlineData(3, new[] { 3 * H * W }, ImageLayout.Planar, "R G B")]
    [InlineData(3, new[] { 3 * H * W }, ImageLayout.Interleaved, "RGB")]
    [InlineData(4, new[] { 4, H, W }, null, "A R G B")]
    [InlineData(4, new[] { H, W, 4 }, null, "ARGB")]
    [InlineData(1, new[] { 3, H, W }, null, "L L L")]
    [InlineData(1, new[] { H, W, 4 }, null, "ALLL")]
    [InlineData(3, new[] { 1, H, W }, null, "M")]
    [InlineData(3, new[] { 4, H, W }, null, "A R G B")]
    [InlineData(4, new[] { 3, H, W }, null, "R G B")]
    public void Vectors_have_the_channels_where_their_dimensions_say(int channels, int[] dimensions, ImageLayout? layout, string order)
    {
        byte[][] images = Expected(channels);
        List<VBuffer<float>> singles = Synthetic(Rows(dimensions), channels, o => o with { Layout = layout });
        List<byte[]> bytes = SyntheticBytes(dimensions, channels, o => o with { Layout = layout });
        for (int n = 0; n < images.Length; n++)
        {
            byte[] expected = Arrange(images[n], channels, order);
            Assert.Equal(expected.Select(level => (float)level), singles[n].DenseValues());
            Assert.Equal(expected, bytes[n]);
        }
    }

    [Theory]
    [InlineData(ColorsOrder.ARGB, "R G B")]
    [InlineData(ColorsOrder.ABGR, "B G R")]
    [InlineData(ColorsOrder.AGRB, "G R B")]
    public void Colours_stand_in_the_order_given(ColorsOrder colours, string order)
    {
        List<VBuffer<float>> images = Synthetic(Rows(3, H, W), 3, o => o with { OrderOfColors = colours });
        Assert.Equal(Arrange(Expected(3)[0], 3, order).Select(level => (float)level), images[0].DenseValues());
    }

    [Fact]
    public void Offset_and_scale_are_those_of_ExtractPixels()
    {
        IDataView real = Rows([1, H, W], level => (level - 127.5f) / 127.5f);
        List<VBuffer<float>> images = Synthetic(real, 1, o => o with { OffsetImage = 127.5f, ScaleImage = 1 / 127.5f });
        Assert.Equal(Expected(1)[0].Select(level => (level - 127.5f) * (1 / 127.5f)), images[0].DenseValues());
    }

    [Fact]
    public void A_scale_that_does_not_fit_the_real_images_is_refused()
    {
        IDataView unit = Rows([1, H, W], level => level / 255);
        var e = Assert.Throws<OptionException>(() => Synthetic(unit, 1));
        Assert.Contains("0 … 255", e.Message);
        Assert.Contains("scaleImage: 1f / 255 for values 0 … 1", e.Remedy);
        IDataView bytes = Rows(1, H, W);
        e = Assert.Throws<OptionException>(() => Synthetic(bytes, 1, o => o with { ScaleImage = 1f / 255 }));
        Assert.Contains("offsetImage: 0, scaleImage: 1 for values 0 … 255", e.Remedy);
        e = Assert.Throws<OptionException>(() => Synthetic(Rows([1, H, W], level => level / 127.5f - 1), 1));
        Assert.Contains("offsetImage: 127.5f, scaleImage: 1 / 127.5f for values −1 … 1", e.Remedy);
        e = Assert.Throws<OptionException>(() => Synthetic(Rows([1, H, W], level => 4 * level - 500), 1));
        Assert.Contains("black is −offsetImage · scaleImage", e.Remedy);
        Assert.Equal(2, Synthetic(unit, 1, o => o with { ScaleImage = 1f / 255 }).Count);
    }

    [Fact]
    public void Bytes_take_no_offset_or_scale() =>
        Assert.Contains("Bytes", Assert.Throws<OptionException>(() => SyntheticBytes([1, H, W], 1, o => o with { ScaleImage = 0.5f })).Message);

    [Theory]
    [InlineData(new[] { 2, 4, 5 })]
    [InlineData(new[] { H, W, 2 })]
    [InlineData(new[] { 7 })]
    [InlineData(new[] { 1, 2, 3, 4 })]
    public void What_is_no_image_is_reported_with_expected_and_actual_type(int[] dimensions)
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Synthetic(Rows(dimensions), 1));
        Assert.Equal("inputSchema", e.ParamName);
        Assert.Contains("Schema mismatch for image column 'Pixels': expected Vector<Single>", e.Message);
        Assert.Contains(new VectorDataViewType(NumberDataViewType.Single, dimensions).ToString(), e.Message);
    }

    [Fact]
    public void A_flat_vector_of_colours_needs_a_layout() =>
        Assert.Contains("Layout", Assert.Throws<OptionException>(() => Synthetic(Rows(3 * H * W), 3)).Remedy);

    [Fact]
    public void A_layout_that_the_dimensions_contradict_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Synthetic(Rows(3, 5, 5), 3, o => o with { Layout = ImageLayout.Interleaved }));

    [Fact]
    public void A_vector_of_three_by_three_colours_is_read_as_the_generators_size_or_needs_a_layout()
    {
        var options = Given.Options(new PatternGenerator(["a", "b"], 3, 3, 3), SamplingStrategy.Add(1));
        IDataView real = Rows(3, 3, 3);
        Assert.Contains("Layout", Assert.Throws<OptionException>(() => context.Data.AugmentWithBigGan(real, options)).Remedy);
        Assert.Equal(4, Values.Rows(context.Data.AugmentWithBigGan(real, options with { Layout = ImageLayout.Interleaved })));
        // [3, 2, 3] is two by three pixels of three colours, or three by two.
        Assert.Equal(Arrange(Expected(3)[0], 3, "R G B").Select(level => (float)level), Synthetic(Rows(3, 2, 3), 3)[0].DenseValues());
    }

    [Fact]
    public void A_vector_of_unknown_size_needs_a_shape()
    {
        IDataView real = context.Data.LoadFromEnumerable([new SingleRow { Label = "a", Pixels = [0, 50, 100, 150, 200, 255] }, new SingleRow { Label = "b", Pixels = new float[6] }], Unknown<SingleRow>());
        Assert.Equal("Vector<Single>", real.Schema["Pixels"].Type.ToString());
        Assert.Contains("ColumnShape", Assert.Throws<OptionException>(() => Synthetic(real, 1)).Remedy);
        List<VBuffer<float>> images = Synthetic(real, 1, o => o with { ColumnShape = new ImageShape(1, H, W) });
        Assert.Equal(Expected(1)[0].Select(level => (float)level), images[0].DenseValues());
        Assert.Contains("Layout", Assert.Throws<OptionException>(() => Synthetic(real, 3, o => o with { ColumnShape = new ImageShape(3, H, W) })).Remedy);
        images = Synthetic(real, 3, o => o with { ColumnShape = new ImageShape(3, H, W), Layout = ImageLayout.Interleaved });
        Assert.Equal(Arrange(Expected(3)[0], 3, "RGB").Select(level => (float)level), images[0].DenseValues());
    }

    [Fact]
    public void Bytes_of_unknown_number_are_pixels_where_a_layout_is_given()
    {
        IDataView real = context.Data.LoadFromEnumerable([new ByteRow { Label = "a", Pixels = new byte[18] }, new ByteRow { Label = "b", Pixels = new byte[18] }], Unknown<ByteRow>());
        Options(3, out BigGanAugmentationOptions options);
        IDataView augmented = context.Data.AugmentWithBigGan(
            real, options with { ColumnShape = new ImageShape(3, H, W), Layout = ImageLayout.Planar });
        Assert.Equal(Expected(3)[1], Values.Vectors<byte>(augmented, "Pixels")[3].DenseValues());
    }

    [Fact]
    public void A_shape_that_the_type_contradicts_is_refused()
    {
        var shape = new ImageShape(1, 4, 4);
        Assert.Contains("1×4×4", Assert.Throws<ArgumentOutOfRangeException>(() => Synthetic(Rows(1, H, W), 1, o => o with { ColumnShape = shape })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Synthetic(Rows(6), 1, o => o with { ColumnShape = shape }));
        Options(1, out BigGanAugmentationOptions options);
        Assert.Contains(
            "Image<4, 4>",
            Assert.Throws<ArgumentOutOfRangeException>(() => context.Data.AugmentWithBigGan(ImageRows(), options with { ColumnShape = shape })).Message);
        Assert.Contains("1×0×4", Assert.Throws<OptionException>(() => Synthetic(Rows(6), 1, o => o with { ColumnShape = new ImageShape(1, 0, 4) })).Message);
    }

    [Theory]
    [InlineData(1, "LLLO")]
    [InlineData(3, "BGRO")]
    [InlineData(4, "BGRA")]
    public void MLImages_hold_every_pixel(int channels, string order)
    {
        IDataView real = ImageRows();
        byte[][] expected = [.. Expected(channels).Select(image => Arrange(image, channels, order))];
        Options(channels, out BigGanAugmentationOptions options);
        IDataView augmented = context.Data.AugmentWithBigGan(real, options);
        using DataViewRowCursor cursor = augmented.GetRowCursor([real.Schema["Pixels"]]);
        ValueGetter<MLImage> get = cursor.GetGetter<MLImage>(real.Schema["Pixels"]);
        int row = 0;
        for (; cursor.MoveNext(); row++)
        {
            if (row < 2) continue;
            MLImage image = null!;
            get(ref image);
            Assert.Equal((W, H, MLPixelFormat.Bgra32), (image.Width, image.Height, image.PixelFormat));
            Assert.Equal(expected[row - 2], image.Pixels.ToArray());
            image.Dispose();
        }

        Assert.Equal(4, row);
    }

    [Fact]
    public void A_getter_disposes_its_own_image_and_never_one_of_the_source()
    {
        var rows = new List<ImageRow> { new() { Label = "a" }, new() { Label = "b" } };
        IDataView real = context.Data.LoadFromEnumerable(rows);
        Options(1, out BigGanAugmentationOptions options);
        IDataView augmented = context.Data.AugmentWithBigGan(real, options with { Placement = SyntheticRowPlacement.Interleaved });
        for (int pass = 0; pass < 2; pass++)
        {
            MLImage image = null!;
            var synthetic = new List<MLImage>();
            using DataViewRowCursor cursor = augmented.GetRowCursor([real.Schema["Pixels"]]);
            ValueGetter<MLImage> get = cursor.GetGetter<MLImage>(real.Schema["Pixels"]);
            while (cursor.MoveNext())
            {
                get(ref image);
                Assert.Equal(W, image.Width);
                if (!rows.Any(row => ReferenceEquals(row.Pixels, image))) synthetic.Add(image);
            }

            Assert.Equal(2, synthetic.Count);
            Assert.Throws<InvalidOperationException>(() => synthetic[0].Width);
        }
    }

    [Fact]
    public void A_getter_that_is_given_nothing_back_hands_out_fresh_images()
    {
        IDataView real = ImageRows();
        Options(1, out BigGanAugmentationOptions options);
        IDataView augmented = context.Data.AugmentWithBigGan(real, options);
        var images = new List<MLImage>();
        using (DataViewRowCursor cursor = augmented.GetRowCursor([real.Schema["Pixels"]]))
        {
            ValueGetter<MLImage> get = cursor.GetGetter<MLImage>(real.Schema["Pixels"]);
            while (cursor.MoveNext())
            {
                MLImage image = null!;
                get(ref image);
                images.Add(image);
            }
        }

        Assert.All(images, image => Assert.Equal(H, image.Height));
        Assert.Equal(4, images.Distinct().Count());
    }

    [Fact]
    public void MLImages_of_unknown_size_are_filled_at_the_generators()
    {
        using (MLImage image = new ImageRow().Pixels)
            image.Save(Path.Combine(folder, "a.png"));
        IDataView paths = context.Data.LoadFromEnumerable([new PathRow { Path = "a.png", Label = "a" }]);
        IDataView real = context.Transforms.LoadImages("Pixels", folder, "Path").Fit(paths).Transform(paths);
        Assert.Equal("Image", real.Schema["Pixels"].Type.ToString());
        Options(1, out BigGanAugmentationOptions options);
        Assert.StartsWith("3×2 Bgra32", Values.Of(context.Data.AugmentWithBigGan(real, options), "Pixels")[1]);
    }

    [Fact]
    public void Pixels_extracted_from_synthetic_MLImages_are_those_of_a_vector_column()
    {
        Options(3, out BigGanAugmentationOptions options);
        IEstimator<ITransformer> extract = context.Transforms.ExtractPixels("Out", "Pixels", offsetImage: 10, scaleImage: 0.5f);
        IDataView augmented = context.Data.AugmentWithBigGan(ImageRows(), options);
        List<VBuffer<float>> extracted = Values.Vectors<float>(extract.Fit(augmented).Transform(augmented), "Out");
        Assert.Equal(Arrange(Expected(3)[1], 3, "R G B").Select(level => (level - 10f) * 0.5f), extracted[3].DenseValues());
    }

    private static void Options(int channels, out BigGanAugmentationOptions options)
    {
        options = Given.Options(new PatternGenerator(["a", "b"], channels, H, W), SamplingStrategy.Add(1)) with { Placement = SyntheticRowPlacement.Appended };
    }

    /// <summary>The images of rows 0 of classes a and b as bytes [C, H, W], as drawn without ML.NET.</summary>
    private static byte[][] Expected(int channels)
    {
        var sampler = new ConditionalSampler(new PatternGenerator(["a", "b"], channels, H, W), 3);
        float[] unit = new float[2 * channels * H * W];
        byte[] bytes = new byte[unit.Length];
        sampler.Sample([(0, 0L), (1, 0L)], unit);
        PixelRange.ToBytes(unit, bytes);
        return [bytes[..(bytes.Length / 2)], bytes[(bytes.Length / 2)..]];
    }

    // Colours together are interleaved, colours apart are planes. L is gray, M gray from colours, O an opaque alpha.
    private static byte[] Arrange(byte[] image, int channels, string order)
    {
        byte Level(char colour, int pixel) => colour switch
        {
            'L' => image[pixel],
            'R' => image[pixel],
            'G' => image[H * W + pixel],
            'B' => image[2 * H * W + pixel],
            'A' when channels == 4 => image[3 * H * W + pixel],
            'A' or 'O' => 255,
            _ => (byte)Math.Round(0.3f * image[pixel] + 0.59f * image[H * W + pixel] + 0.11f * image[2 * H * W + pixel]),
        };
        return order.Contains(' ')
            ? [.. order.Split(' ').SelectMany(colour => Enumerable.Range(0, H * W).Select(pixel => Level(colour[0], pixel)))]
            : [.. Enumerable.Range(0, H * W).SelectMany(pixel => order.Select(colour => Level(colour, pixel)))];
    }

    private List<VBuffer<float>> Synthetic(IDataView real, int channels, Func<BigGanAugmentationOptions, BigGanAugmentationOptions>? change = null)
    {
        Options(channels, out BigGanAugmentationOptions options);
        return Values.Vectors<float>(context.Data.AugmentWithBigGan(real, change?.Invoke(options) ?? options), "Pixels")[2..];
    }

    private List<byte[]> SyntheticBytes(int[] dimensions, int channels, Func<BigGanAugmentationOptions, BigGanAugmentationOptions> change)
    {
        Options(channels, out BigGanAugmentationOptions options);
        int length = dimensions.Aggregate(1, (a, b) => a * b);
        var definition = SchemaDefinition.Create(typeof(ByteRow));
        definition["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, dimensions);
        IEnumerable<ByteRow> rows = new[] { "a", "b" }.Select(label => new ByteRow { Label = label, Pixels = new byte[length] });
        IDataView real = context.Data.LoadFromEnumerable(rows, definition);
        return [.. Values.Vectors<byte>(context.Data.AugmentWithBigGan(real, change(options)), "Pixels")[2..].Select(v => v.DenseValues().ToArray())];
    }

    private IDataView Rows(params int[] dimensions) => Rows(dimensions, level => level);

    // Levels 0 to 255 evenly, scaled.
    private IDataView Rows(int[] dimensions, Func<float, float> scale)
    {
        var definition = SchemaDefinition.Create(typeof(SingleRow));
        definition["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        int length = dimensions.Aggregate(1, (a, b) => a * b);
        float[] pixels = [.. Enumerable.Range(0, length).Select(i => scale(i * 255f / (length - 1)))];
        return context.Data.LoadFromEnumerable(new[] { "a", "b" }.Select(label => new SingleRow { Label = label, Pixels = pixels }), definition);
    }

    private static SchemaDefinition Unknown<T>()
    {
        var definition = SchemaDefinition.Create(typeof(T));
        definition["Pixels"].ColumnType = new VectorDataViewType(typeof(T) == typeof(ByteRow) ? NumberDataViewType.Byte : NumberDataViewType.Single);
        return definition;
    }

    private IDataView ImageRows() => context.Data.LoadFromEnumerable([new ImageRow { Label = "a" }, new ImageRow { Label = "b" }]);

    private sealed class SingleRow
    {
        [VectorType]
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class ByteRow
    {
        [VectorType]
        public byte[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class ImageRow
    {
        [ImageType(H, W)]
        public MLImage Pixels { get; set; } = MLImage.CreateFromPixels(W, H, MLPixelFormat.Rgba32, new byte[W * H * 4]);

        public string Label { get; set; } = "";
    }

    private sealed class PathRow
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
