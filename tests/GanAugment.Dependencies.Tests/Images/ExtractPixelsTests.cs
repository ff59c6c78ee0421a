using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace GanAugment.Dependencies.Tests.Images;

public sealed class ExtractPixelsTests
{
    private readonly MLContext _ml = new();

    [Theory]
    [InlineData(ColorBits.Rgb, ColorsOrder.ARGB, false, new[] { 3, 2, 2 }, new float[] { 10, 40, 70, 100, 20, 50, 80, 110, 30, 60, 90, 120 })]
    [InlineData(ColorBits.Rgb, ColorsOrder.ARGB, true, new[] { 2, 2, 3 }, new float[] { 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120 })]
    [InlineData(ColorBits.Rgb, ColorsOrder.ABGR, true, new[] { 2, 2, 3 }, new float[] { 30, 20, 10, 60, 50, 40, 90, 80, 70, 120, 110, 100 })]
    [InlineData(ColorBits.Rgb, ColorsOrder.AGRB, true, new[] { 2, 2, 3 }, new float[] { 20, 10, 30, 50, 40, 60, 80, 70, 90, 110, 100, 120 })]
    [InlineData(ColorBits.Red, ColorsOrder.ARGB, false, new[] { 1, 2, 2 }, new float[] { 10, 40, 70, 100 })]
    [InlineData(ColorBits.Alpha | ColorBits.Blue, ColorsOrder.ARGB, false, new[] { 2, 2, 2 }, new float[] { 255, 255, 255, 255, 30, 60, 90, 120 })]
    public void Colours_lie_as_the_layout_says(ColorBits colors, ColorsOrder order, bool interleave, int[] dimensions, float[] values)
    {
        var view = Extract(_ml.Transforms.ExtractPixels("Pixels", "Image", colors, order, interleave));
        var type = Assert.IsType<VectorDataViewType>(view.Schema["Pixels"].Type);
        Assert.Equal(dimensions, type.Dimensions);
        Assert.Equal(NumberDataViewType.Single, type.ItemType);
        Assert.Equal(values, Values<float>(view));
    }

    [Fact]
    public void The_offset_is_subtracted_before_scaling()
        => Assert.Equal(
            [0, 15, 30, 45],
            Values<float>(Extract(_ml.Transforms.ExtractPixels("Pixels", "Image", ColorBits.Red, offsetImage: 10, scaleImage: 0.5f))));

    [Fact]
    public void Bytes_are_neither_offset_nor_scaled()
    {
        var view = Extract(_ml.Transforms.ExtractPixels("Pixels", "Image", ColorBits.Green, offsetImage: 10, scaleImage: 0.5f, outputAsFloatArray: false));
        Assert.Equal(NumberDataViewType.Byte, ((VectorDataViewType)view.Schema["Pixels"].Type).ItemType);
        Assert.Equal([20, 50, 80, 110], Values<byte>(view));
    }

    [Fact]
    public void A_missing_image_is_all_zero()
    {
        var data = _ml.Data.LoadFromEnumerable([new ImageRow()]);
        Assert.Equal(new float[12], Values<float>(_ml.Transforms.ExtractPixels("Pixels", "Image").Fit(data).Transform(data)));
    }

    [Fact]
    public void Images_of_unknown_size_and_other_columns_are_refused()
    {
        var paths = _ml.Data.LoadFromEnumerable([new PathRow()]);
        var loaded = _ml.Transforms.LoadImages("Image", null, "Path").Fit(paths).Transform(paths);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ExtractPixels("Pixels", "Image").Fit(loaded));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ExtractPixels("Pixels", "Path").Fit(loaded));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ExtractPixels("Pixels", "Absent").Fit(loaded));
    }

    [Fact]
    public void A_scale_of_zero_or_no_colour_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ExtractPixels("Pixels", "Image", scaleImage: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ExtractPixels("Pixels", "Image", colorsToExtract: 0));
    }

    private IDataView Extract(IEstimator<ITransformer> estimator)
    {
        var data = _ml.Data.LoadFromEnumerable(Rows());
        return estimator.Fit(data).Transform(data);

        static IEnumerable<ImageRow> Rows()
        {
            yield return ImageRow.Make();
        }
    }

    private static T[] Values<T>(IDataView view) => view.Vectors<T>("Pixels").Single();

    private sealed class PathRow
    {
        public string Path { get; set; } = "";
    }
}
