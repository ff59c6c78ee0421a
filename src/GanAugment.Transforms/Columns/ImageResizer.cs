using GanAugment.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms.Columns;

/// <summary>Brings images to one size with ML.NET's own ResizeImages, so that a synthetic image looks as a real one of its size would. For one thread at
/// a time.</summary>
internal sealed class ImageResizer : IDisposable
{
    private readonly (int Height, int Width)? size;
    private readonly ImageRow row = new();
    private readonly ValueGetter<MLImage>? get;
    private MLImage? resized;
    private byte[] pixels = []; // [H, W, 4]
    private byte[] image = []; // [C, H, W]

    /// <param name="size">The size wanted; null leaves images as they are.</param>
    /// <param name="kind">What happens where the proportions differ.</param>
    /// <param name="anchor">Which part of an image stays when it is cropped.</param>
    public ImageResizer((int Height, int Width)? size, ImageResizingEstimator.ResizingKind kind, ImageResizingEstimator.Anchor anchor)
    {
        this.size = size;
        if (size is not var (height, width)) return;
        TransformsCatalog catalog = new MLContext().Transforms;
        ITransformer transformer = catalog.ResizeImages(ImageRow.Resized, width, height, ImageRow.Column, kind, anchor).Fit(row.View);
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(row.Schema);
        DataViewSchema.Column output = mapper.OutputSchema[ImageRow.Resized];
        get = mapper.GetRow(row, [output]).GetGetter<MLImage>(output);
    }

    /// <summary>The shape that images of a shape come to.</summary>
    public ImageShape Resized(ImageShape shape) => size is var (height, width) ? shape with { Height = height, Width = width } : shape;

    /// <summary>Resizes one image.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="original">[C, H, W], 0 … 255.</param>
    /// <returns>[C, H, W] of the new size, valid until the next call; the original where it has that size.</returns>
    public ReadOnlySpan<byte> Resize(ImageShape shape, ReadOnlySpan<byte> original)
    {
        ImageShape to = Resized(shape);
        if (to == shape) return original;
        int length = PixelOrder.Bgra.Length(shape);
        if (pixels.Length < length) pixels = new byte[length];
        PixelOrder.Bgra.Write(shape, original, pixels);
        using MLImage source = MLImage.CreateFromPixels(shape.Width, shape.Height, MLPixelFormat.Bgra32, pixels.AsSpan(0, length));
        row.Image = source;
        get!(ref resized!);

        if (image.Length < to.Length) image = new byte[to.Length];
        ImagePixels.Read(resized, to.Channels, image);
        return image.AsSpan(0, to.Length);
    }

    public void Dispose() => resized?.Dispose();
}
