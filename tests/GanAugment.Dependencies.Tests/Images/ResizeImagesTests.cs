using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.Transforms.Image.ImageResizingEstimator;

namespace GanAugment.Dependencies.Tests.Images;

public sealed class ResizeImagesTests
{
    // Blue, green, red of one pixel each.
    private static readonly byte[] _red = [0, 0, 255];
    private static readonly byte[] _blue = [255, 0, 0];
    private static readonly byte[] _black = [0, 0, 0];

    private readonly MLContext _ml = new();

    [Theory]
    [InlineData(Anchor.Left, true)]
    [InlineData(Anchor.Right, false)]
    public void Cropping_keeps_the_side_of_the_anchor(Anchor anchor, bool keepsRed)
    {
        var colours = Resize(Wide(), 2, 2, ResizingKind.IsoCrop, anchor);
        Assert.All(colours.Chunk(3), pixel => Assert.Equal(keepsRed ? _red : _blue, pixel));
    }

    [Fact]
    public void Cropping_keeps_the_centre_unless_told_otherwise()
    {
        var colours = Resize(Wide(), 2, 2, ResizingKind.IsoCrop, Anchor.Center).Chunk(3).ToArray();
        Assert.Equal([_red, _blue, _red, _blue], colours);
    }

    [Fact]
    public void Padding_keeps_the_proportions_and_fills_with_black()
    {
        var colours = Resize(OneColour(4, 2), 4, 4, ResizingKind.IsoPad, Anchor.Center).Chunk(3).ToArray();
        Assert.All(colours[..4], pixel => Assert.Equal(_black, pixel));
        Assert.All(colours[4..12], pixel => Assert.Equal(_red, pixel));
        Assert.All(colours[12..], pixel => Assert.Equal(_black, pixel));
    }

    [Fact]
    public void Filling_takes_the_nearest_pixel_and_ignores_proportions()
    {
        var colours = Resize(Wide(), 8, 1, ResizingKind.Fill, Anchor.Center).Chunk(3).ToArray();
        Assert.Equal([_red, _red, _red, _red, _blue, _blue, _blue, _blue], colours);
    }

    [Fact]
    public void The_column_knows_its_size()
    {
        var data = _ml.Data.LoadFromEnumerable([ImageRow.Make()]);
        var type = _ml.Transforms.ResizeImages("Resized", imageWidth: 5, imageHeight: 3, "Image").Fit(data).Transform(data).Schema["Resized"].Type;
        Assert.Equal(new ImageDataViewType(height: 3, width: 5), type);
        Assert.Equal("Image<3, 5>", type.ToString());
        Assert.Equal("Image", new ImageDataViewType().ToString());
    }

    [Fact]
    public void Sizes_that_are_not_positive_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ResizeImages("Resized", 0, 3, "Image"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ResizeImages("Resized", 3, -1, "Image"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageDataViewType(0, 1));
    }

    // Two red columns, two blue ones; two rows.
    private static MLImage Wide()
    {
        byte[] row = [255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 255, 255];
        return MLImage.CreateFromPixels(4, 2, MLPixelFormat.Rgba32, [.. row, .. row]);
    }

    private static MLImage OneColour(int width, int height)
    {
        byte[] pixels = [.. Enumerable.Range(0, width * height).SelectMany(_ => new byte[] { 255, 0, 0, 255 })];
        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, pixels);
    }

    private byte[] Resize(MLImage image, int width, int height, ResizingKind kind, Anchor anchor)
    {
        var data = _ml.Data.LoadFromEnumerable([new WideRow { Image = image }]);
        var resized = _ml.Transforms.ResizeImages("Resized", width, height, "Image", kind, anchor).Fit(data).Transform(data);
        return resized.First("Resized", found => found.GetBGRPixels);
    }

    private sealed class WideRow
    {
        [ImageType(2, 4)]
        public MLImage? Image { get; set; }
    }
}
