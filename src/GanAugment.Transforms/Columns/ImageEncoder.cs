using GanAugment.Data;
using GanAugment.Reporting;

namespace GanAugment.Transforms.Columns;

/// <summary>Encodes generated images as files of the format, shape and quality that the options ask for. For one thread at a time.</summary>
internal sealed class ImageEncoder : IDisposable
{
    private readonly ImageShape from;
    private readonly ImageShape to;
    private readonly ImageResizer resizer;
    private readonly BigGanAugmentationOptions options;
    private readonly byte[] planes; // [C, H, W] of the file

    /// <param name="from">The shape of generated images.</param>
    /// <param name="options">ColumnShape (the generator's where it is null), resizing, format and quality.</param>
    public ImageEncoder(ImageShape from, BigGanAugmentationOptions options)
    {
        this.from = from;
        this.options = options;
        to = options.ColumnShape ?? from;
        resizer = new ImageResizer((to.Height, to.Width), options.Resizing, options.CropAnchor);
        planes = new byte[to.Length];
    }

    /// <param name="image">[C, H, W] of the generator.</param>
    /// <returns>The content of a file.</returns>
    public byte[] Encode(ReadOnlySpan<byte> image)
    {
        PixelOrder.Planes(to.Channels).Write(resizer.Resized(from), resizer.Resize(from, image), planes);
        return options.FileFormat == ImageFileFormat.Png ? PngEncoder.Encode(to, planes) : JpegEncoder.Encode(to, planes, options.JpegQuality);
    }

    public void Dispose() => resizer.Dispose();
}
