using GanAugment.Data;
using GanAugment.Sampling;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Rows;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.Transforms.Image.ImageResizingEstimator;

namespace GanAugment.Transforms.Tests.Columns;

/// <summary>A generator of another size than the column's: its images come out as ResizeImages would make them.</summary>
public sealed class ImageResizerTests
{
    private readonly MLContext context = new(1);

    [Theory]
    [InlineData(ResizingKind.IsoCrop, Anchor.Center)]
    [InlineData(ResizingKind.IsoCrop, Anchor.Left)]
    [InlineData(ResizingKind.IsoCrop, Anchor.Top)]
    [InlineData(ResizingKind.IsoPad, Anchor.Center)]
    [InlineData(ResizingKind.Fill, Anchor.Center)]
    public void Images_are_those_of_ResizeImages(ResizingKind kind, Anchor anchor)
    {
        foreach (var (channels, height, width) in new[] { (3, 6, 8), (1, 6, 5), (3, 13, 5) })
        {
            var generator = new PatternGenerator(["a"], channels, 7, 5);
            byte[] expected = Resized(Original(generator), height, width, kind, anchor); // [3, H, W]
            if (channels == 1) expected = expected[..(height * width)];
            BigGanAugmentationOptions options = Given.Options(generator, SamplingStrategy.Add(1)) with { Resizing = kind, CropAnchor = anchor };

            IDataView vectors = context.Data.LoadFromEnumerable([new ByteRow { Pixels = new byte[channels * height * width] }], Shaped(channels, height, width));
            Assert.Equal(expected, Values.Vectors<byte>(context.Data.AugmentWithBigGan(vectors, options), "Pixels")[1].DenseValues());

            IDataView images = context.Transforms.ConvertToImage(height, width, "Pixels", "Bytes", ImagePixelExtractingEstimator.ColorBits.Rgb)
                .Fit(Flat(height, width)).Transform(Flat(height, width));
            IDataView extracted = context.Transforms.ExtractPixels("Out", "Pixels", outputAsFloatArray: false).Fit(images)
                .Transform(context.Data.AugmentWithBigGan(images, options));
            Assert.Equal(expected, Values.Vectors<byte>(extracted, "Out")[1].DenseValues().Take(expected.Length));
        }
    }

    [Fact]
    public void An_image_of_the_right_size_is_not_touched()
    {
        using var resizer = new ImageResizer((2, 3), ResizingKind.IsoCrop, Anchor.Center);
        byte[] image = [1, 2, 3, 4, 5, 6];
        Assert.True(image.AsSpan() == resizer.Resize(new ImageShape(1, 2, 3), image));
        Assert.Equal(new ImageShape(1, 2, 3), resizer.Resized(new ImageShape(1, 7, 9)));
    }

    [Fact]
    public void Images_of_many_sizes_come_to_one()
    {
        using var resizer = new ImageResizer((2, 2), ResizingKind.Fill, Anchor.Center);
        Assert.Equal([10, 20, 30, 40], resizer.Resize(new ImageShape(1, 4, 4), [10, 10, 20, 20, 10, 10, 20, 20, 30, 30, 40, 40, 30, 30, 40, 40]).ToArray());
        Assert.Equal([7, 7, 7, 7], resizer.Resize(new ImageShape(1, 1, 1), [7]).ToArray());
        Assert.Equal([9, 9, 9, 9, 8, 8, 8, 8, 7, 7, 7, 7], resizer.Resize(new ImageShape(3, 1, 1), [9, 8, 7]).ToArray());
    }

    private static byte[] Original(PatternGenerator generator)
    {
        var sampler = new GanAugment.Generation.ConditionalSampler(generator, 3);
        float[] unit = new float[generator.Manifest.Shape.Length];
        byte[] bytes = new byte[unit.Length];
        sampler.Sample(0, 0, 1, unit);
        PixelRange.ToBytes(unit, bytes);
        return bytes;
    }

    // The image as an MLImage of 7×5, resized and extracted by ML.NET alone.
    private byte[] Resized(byte[] image, int height, int width, ResizingKind kind, Anchor anchor)
    {
        int plane = 7 * 5, channels = image.Length / plane;
        byte[] bgra = [.. Enumerable.Range(0, plane).SelectMany(i => new[] { Level(2, i), Level(1, i), Level(0, i), (byte)255 })];
        IDataView view = context.Data.LoadFromEnumerable([new ImageRow75 { Pixels = MLImage.CreateFromPixels(5, 7, MLPixelFormat.Bgra32, bgra) }]);
        IEstimator<ITransformer> steps = context.Transforms.ResizeImages("Small", width, height, "Pixels", kind, anchor)
            .Append(context.Transforms.ExtractPixels("Out", "Small", outputAsFloatArray: false));
        return [.. Values.Vectors<byte>(steps.Fit(view).Transform(view), "Out")[0].DenseValues()];

        byte Level(int channel, int pixel) => image[Math.Min(channel, channels - 1) * plane + pixel];
    }

    private static SchemaDefinition Shaped(int channels, int height, int width)
    {
        var definition = SchemaDefinition.Create(typeof(ByteRow));
        definition["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, channels, height, width);
        return definition;
    }

    private IDataView Flat(int height, int width)
    {
        var definition = SchemaDefinition.Create(typeof(FlatRow));
        definition["Bytes"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, 3 * height * width);
        return context.Data.LoadFromEnumerable([new FlatRow { Bytes = new byte[3 * height * width] }], definition);
    }

    private sealed class ByteRow
    {
        [VectorType]
        public byte[] Pixels { get; set; } = [];

        public string Label { get; set; } = "a";
    }

    private sealed class FlatRow
    {
        [VectorType]
        public byte[] Bytes { get; set; } = [];

        public string Label { get; set; } = "a";
    }

    private sealed class ImageRow75
    {
        [ImageType(7, 5)]
        public MLImage Pixels { get; set; } = null!;
    }
}
