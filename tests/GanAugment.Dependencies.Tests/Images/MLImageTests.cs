using Microsoft.ML.Data;
using SkiaSharp;

namespace GanAugment.Dependencies.Tests.Images;

public sealed class MLImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(MLPixelFormat.Rgba32, new byte[] { 30, 20, 10, 60, 50, 40, 90, 80, 70, 120, 110, 100 })]
    [InlineData(MLPixelFormat.Bgra32, new byte[] { 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120 })]
    public void Pixels_are_kept_in_the_order_given(MLPixelFormat format, byte[] blueGreenRed)
    {
        using var image = MLImage.CreateFromPixels(2, 2, format, ImageRow.Rgba);
        Assert.Equal(format, image.PixelFormat);
        Assert.Equal((2, 2, 32), (image.Width, image.Height, image.BitsPerPixel));
        Assert.Equal(ImageRow.Rgba, image.Pixels.ToArray());
        Assert.Equal(blueGreenRed, image.GetBGRPixels);
    }

    [Fact]
    public void A_saved_png_has_the_same_colours()
    {
        string path = Path.Combine(_folder, "image.png");
        using (var image = MLImage.CreateFromPixels(2, 2, MLPixelFormat.Rgba32, ImageRow.Rgba))
            image.Save(path);
        using var fromFile = MLImage.CreateFromFile(path);
        using var stream = File.OpenRead(path);
        using var fromStream = MLImage.CreateFromStream(stream);
        byte[] colours = [30, 20, 10, 60, 50, 40, 90, 80, 70, 120, 110, 100];
        Assert.Equal(colours, fromFile.GetBGRPixels);
        Assert.Equal(colours, fromStream.GetBGRPixels);
    }

    [Fact]
    public void Grey_files_become_images_of_four_bytes_per_pixel()
    {
        using var grey = new SKBitmap(new SKImageInfo(3, 1, SKColorType.Gray8, SKAlphaType.Opaque));
        grey.Erase(new SKColor(77, 77, 77));
        using var png = grey.Encode(SKEncodedImageFormat.Png, 100);
        using var image = MLImage.CreateFromStream(png.AsStream());
        Assert.Equal(12, image.Pixels.Length);
        Assert.Equal([77, 77, 77, 77, 77, 77, 77, 77, 77], image.GetBGRPixels);
    }

    [Fact]
    public void What_is_no_image_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => MLImage.CreateFromStream(null));
        Assert.Throws<ArgumentNullException>(() => MLImage.CreateFromFile(null));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream([1, 2, 3])));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromFile(Path.Combine(_folder, "absent.png")));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(2, 2, MLPixelFormat.Unknown, ImageRow.Rgba));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(0, 2, MLPixelFormat.Rgba32, ImageRow.Rgba));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(2, -1, MLPixelFormat.Rgba32, ImageRow.Rgba));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, ImageRow.Rgba));
    }

    [Fact]
    public void The_ending_of_the_file_decides_its_format()
    {
        using var image = MLImage.CreateFromPixels(2, 2, MLPixelFormat.Rgba32, ImageRow.Rgba);
        Assert.Throws<ArgumentException>(() => image.Save(Path.Combine(_folder, "image.txt")));
        Assert.Throws<ArgumentException>(() => image.Save(Path.Combine(_folder, "image.gif")));
        image.Save(Path.Combine(_folder, "image.JPG"));
        Assert.Equal([0xFF, 0xD8], File.ReadAllBytes(Path.Combine(_folder, "image.JPG"))[..2]);
    }

    [Fact]
    public void A_disposed_image_can_no_longer_be_used()
    {
        var image = MLImage.CreateFromPixels(2, 2, MLPixelFormat.Rgba32, ImageRow.Rgba);
        image.Tag = "a tag";
        Assert.Equal("a tag", image.Tag);
        image.Dispose();
        image.Dispose();
        Assert.Throws<InvalidOperationException>(() => image.Width);
        Assert.Throws<InvalidOperationException>(() => image.Tag);
        Assert.Throws<InvalidOperationException>(() => image.Pixels.Length);
        Assert.Throws<InvalidOperationException>(() => image.PixelFormat);
    }
}
