using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace GanAugment.Dependencies.Tests.Images;

public sealed class ConvertToImageTests
{
    private readonly MLContext _ml = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Extracted_pixels_make_the_same_image_again(bool interleave)
    {
        var data = _ml.Data.LoadFromEnumerable([ImageRow.Make()]);
        var view = _ml.Transforms.ExtractPixels("Pixels", "Image", interleavePixelColors: interleave)
            .Append(_ml.Transforms.ConvertToImage(2, 2, "Again", "Pixels", interleavedColors: interleave)).Fit(data).Transform(data);
        Assert.Equal([30, 20, 10, 255, 60, 50, 40, 255, 90, 80, 70, 255, 120, 110, 100, 255], view.First("Again", image => image.Pixels.ToArray()));
    }

    [Fact]
    public void Values_are_scaled_before_the_offset_is_subtracted_and_alpha_is_lost()
    {
        var data = _ml.Data.LoadFromEnumerable([new Vector { Pixels = [0.5f, 1f, 0.25f] }]);
        var view = _ml.Transforms.ConvertToImage(1, 1, "Image", "Pixels", scaleImage: 100, offsetImage: 10).Fit(data).Transform(data);
        Assert.Equal([15, 90, 40, 0], view.First("Image", image => image.Pixels.ToArray()));
    }

    [Fact]
    public void Vectors_of_another_length_are_refused()
    {
        var data = _ml.Data.LoadFromEnumerable([new Vector()]);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ConvertToImage(2, 2, "Image", "Pixels").Fit(data));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ConvertToImage(1, 1, "Image", "Pixels", ColorBits.Red).Fit(data));
    }

    [Fact]
    public void Grey_is_the_weighted_mean_of_the_colours()
    {
        var data = _ml.Data.LoadFromEnumerable([ImageRow.Make()]);
        var grey = _ml.Transforms.ConvertToGrayscale("Grey", "Image").Fit(data).Transform(data).First("Grey", image => image.GetBGRPixels);
        foreach (var (pixel, i) in grey.Chunk(3).Select((pixel, i) => (pixel, i)))
        {
            double wanted = (0.3 * ImageRow.Rgba[4 * i]) + (0.59 * ImageRow.Rgba[(4 * i) + 1]) + (0.11 * ImageRow.Rgba[(4 * i) + 2]);
            Assert.All(pixel, value => Assert.InRange(value, wanted - 1, wanted + 1));
        }
    }

    private sealed class Vector
    {
        [VectorType(3)]
        public float[] Pixels { get; set; } = new float[3];
    }
}
