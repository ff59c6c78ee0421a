using Microsoft.ML.Transforms.Image;
using SkiaSharp;

namespace Microsoft.ML.Data;

public sealed class MLImage : IDisposable
{
    private SKBitmap _bitmap;
    private MLPixelFormat _format;
    private string _tag;

    private MLImage(SKBitmap bitmap)
    {
        // Whatever the file held, an image has four bytes per pixel.
        if (bitmap.ColorType is not (SKColorType.Bgra8888 or SKColorType.Rgba8888))
        {
            using var original = bitmap;
            bitmap = original.Copy(SKColorType.Bgra8888) ?? throw new InvalidOperationException("Unsupported image format.");
        }

        _bitmap = bitmap;
        _format = bitmap.ColorType == SKColorType.Bgra8888 ? MLPixelFormat.Bgra32 : MLPixelFormat.Rgba32;
    }

    public MLPixelFormat PixelFormat
    {
        get
        {
            _ = Bitmap;
            return _format;
        }

        private set => _format = value;
    }

    public byte[] GetBGRPixels
    {
        get
        {
            var colors = Bitmap.Pixels;
            var bytes = new byte[colors.Length * 3];
            for (int i = 0; i < colors.Length; i++)
            {
                bytes[3 * i] = colors[i].Blue;
                bytes[(3 * i) + 1] = colors[i].Green;
                bytes[(3 * i) + 2] = colors[i].Red;
            }

            return bytes;
        }
    }

    public ReadOnlySpan<byte> Pixels => Bitmap.GetPixelSpan();

    public string Tag
    {
        get
        {
            _ = Bitmap;
            return _tag;
        }

        set
        {
            _ = Bitmap;
            _tag = value;
        }
    }

    public int Width => Bitmap.Width;

    public int Height => Bitmap.Height;

    public int BitsPerPixel => Bitmap.Info.BitsPerPixel;

    private SKBitmap Bitmap => _bitmap ?? throw new InvalidOperationException("Object is disposed.");

    public static MLImage CreateFromStream(Stream imageStream)
    {
        ArgumentNullException.ThrowIfNull(imageStream);
        return new MLImage(SKBitmap.Decode(imageStream) ?? throw new ArgumentException("Invalid input stream contents", nameof(imageStream)));
    }

    public static MLImage CreateFromFile(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        return new MLImage(SKBitmap.Decode(imagePath) ?? throw new ArgumentException("Invalid path", nameof(imagePath)));
    }

    public static unsafe MLImage CreateFromPixels(int width, int height, MLPixelFormat pixelFormat, ReadOnlySpan<byte> imagePixelData)
    {
        if (pixelFormat is not (MLPixelFormat.Bgra32 or MLPixelFormat.Rgba32))
            throw new ArgumentException("Unsupported pixel format", nameof(pixelFormat));
        if (width <= 0)
            throw new ArgumentException("Invalid width value.", nameof(width));
        if (height <= 0)
            throw new ArgumentException("Invalid height value.", nameof(height));
        if (imagePixelData.Length != width * height * 4)
            throw new ArgumentException($"Invalid {nameof(imagePixelData)} buffer size.");

        var bitmap = new SKBitmap(new SKImageInfo(width, height, pixelFormat == MLPixelFormat.Bgra32 ? SKColorType.Bgra8888 : SKColorType.Rgba8888));
        imagePixelData.CopyTo(new Span<byte>(bitmap.GetPixels().ToPointer(), bitmap.ByteCount));
        return new MLImage(bitmap);
    }

    public void Save(string imagePath)
    {
        var bitmap = Bitmap;
        string extension = Path.GetExtension(imagePath);
        if (!ImageFileFormats.IsKnown(extension))
            throw new ArgumentException("Path has invalid image file extension.", nameof(imagePath));

        using var data = ImageFileFormats.TryGet(extension, out var format) ? bitmap.Encode(format, 100) : null;
        if (data is null)
        {
            throw new ArgumentException(
                $"Saving image with the format '{extension}' is not supported. Try save it with `Jpeg`, `Png`, or `Webp` format.", nameof(imagePath));
        }

        using var stream = new FileStream(imagePath, FileMode.Create, FileAccess.Write);
        data.SaveTo(stream);
    }

    public void Dispose()
    {
        _bitmap?.Dispose();
        _bitmap = null;
    }

    internal MLImage CloneWithResizing(int width, int height, ImageResizingEstimator.ResizingKind kind, ImageResizingEstimator.Anchor anchor)
    {
        if (kind == ImageResizingEstimator.ResizingKind.Fill)
            return new MLImage(Bitmap.Resize(Bitmap.Info.WithSize(width, height), SKFilterQuality.None));

        var place = ResizedPlace.Of(Bitmap.Width, Bitmap.Height, width, height, kind, anchor);
        var target = new SKBitmap(width, height, isOpaque: true);
        if (!place.IsEmpty)
        {
            using var scaled = Scaled(place.Width, place.Height);
            PixelCopy.Draw(scaled, target, place.X, place.Y);
        }

        return new MLImage(target);
    }

    internal MLImage CloneWithGrayscale()
    {
        var colors = Bitmap.Pixels;
        var target = new SKBitmap(Bitmap.Width, Bitmap.Height, isOpaque: true)
        {
            Pixels = Array.ConvertAll(colors, color =>
            {
                // Rec. 601 weights, in the rounding of the filter replaced; what is transparent darkens towards black.
                float alpha = color.Alpha / 255f;
                var grey = (byte)Math.Round(((0.3f * color.Red) + (0.59f * color.Green) + (0.11f * color.Blue)) * alpha);
                return new SKColor(grey, grey, grey);
            }),
        };
        return new MLImage(target);
    }

    // Premultiplied; an image that keeps its size is moved, not filtered.
    private SKBitmap Scaled(int width, int height)
    {
        var info = new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Premul);
        return width == Width && height == Height ? Bitmap.Copy(SKColorType.Bgra8888) : Bitmap.Resize(info, SKFilterQuality.High);
    }
}
