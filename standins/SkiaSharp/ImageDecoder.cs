namespace SkiaSharp;

/// <summary>A file whose header was understood; pixels are read on demand.</summary>
internal abstract class ImageDecoder
{
    public int Width { get; protected init; }

    public int Height { get; protected init; }

    /// <summary>Stored as grey without alpha: decodes to one byte per pixel.</summary>
    public bool IsGray { get; protected init; }

    public bool HasAlpha { get; protected init; }

    public abstract SKEncodedImageFormat Format { get; }

    /// <summary>The decoder for these bytes, or null when no format has such a header.</summary>
    public static ImageDecoder Recognize(ReadOnlySpan<byte> data)
    {
        if (PngDecoder.HasSignature(data))
            return PngDecoder.Open(data);
        return JpegDecoder.HasSignature(data) ? JpegDecoder.Open(data) : null;
    }

    /// <summary>Decodes to grey bytes or to unpremultiplied RGBA, then to the layout asked for.</summary>
    public SKCodecResult Decode(SKImageInfo info, Span<byte> destination)
    {
        var stored = new SKImageInfo(Width, Height, IsGray ? SKColorType.Gray8 : SKColorType.Rgba8888, HasAlpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque);
        if (!IsPlausible(stored.BytesSize64))
            return SKCodecResult.ErrorInInput;
        if (stored.ColorType == info.ColorType && (stored.AlphaType == info.AlphaType || stored.IsOpaque))
            return DecodeStored(destination);
        var pixels = new byte[stored.BytesSize];
        var result = DecodeStored(pixels);
        if (result is SKCodecResult.Success or SKCodecResult.IncompleteInput)
            PixelLayout.Convert(stored, pixels, info, destination);
        return result;
    }

    /// <summary>False when so few bytes cannot possibly hold so many pixels and the attempt alone would cost serious memory.</summary>
    protected abstract bool IsPlausible(long bytes);

    protected abstract SKCodecResult DecodeStored(Span<byte> destination);
}
