namespace SkiaSharp;

public unsafe class SKCodec : SKObject
{
    private readonly ImageDecoder _decoder;
    private readonly Stream _owned;

    private SKCodec(ImageDecoder decoder, Stream owned)
    {
        _decoder = decoder;
        _owned = owned;
    }

    public SKImageInfo Info => new(_decoder.Width, _decoder.Height,
        _decoder.IsGray ? SKColorType.Gray8 : SKImageInfo.PlatformColorType,
        _decoder.HasAlpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque);

    public SKEncodedImageFormat EncodedFormat => _decoder.Format;

    public byte[] Pixels
    {
        get
        {
            var result = GetPixels(out var pixels);
            if (result != SKCodecResult.Success && result != SKCodecResult.IncompleteInput)
                throw new Exception(result.ToString());
            return pixels;
        }
    }

    public static SKCodec Create(string filename) => Create(filename, out _);

    public static SKCodec Create(string filename, out SKCodecResult result)
    {
        FileStream stream;
        try
        {
            stream = File.OpenRead(filename);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            result = SKCodecResult.InternalError;
            return null;
        }
        return Create(stream, out result);
    }

    public static SKCodec Create(Stream stream) => Create(stream, out _);

    // The codec owns the stream from here on, as the package's does: it closes it when it is disposed, or at once when it cannot be made.
    public static SKCodec Create(Stream stream, out SKCodecResult result)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var data = SKData.Create(stream);
        return Create(data.AsSpan(), stream, out result);
    }

    public static SKCodec Create(SKData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Create(data.AsSpan(), null, out _);
    }

    internal static SKCodec Create(ReadOnlySpan<byte> data, Stream owned, out SKCodecResult result)
    {
        var decoder = ImageDecoder.Recognize(data);
        result = decoder == null ? SKCodecResult.InvalidInput : SKCodecResult.Success;
        if (decoder != null)
            return new SKCodec(decoder, owned);
        owned?.Dispose();
        return null;
    }

    public SKCodecResult GetPixels(out byte[] pixels) => GetPixels(Info, out pixels);

    public SKCodecResult GetPixels(SKImageInfo info, out byte[] pixels)
    {
        pixels = new byte[info.BytesSize];
        return GetPixels(info, pixels);
    }

    public SKCodecResult GetPixels(SKImageInfo info, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        return GetPixels(info, pixels.AsSpan());
    }

    public SKCodecResult GetPixels(SKImageInfo info, IntPtr pixels)
    {
        if (pixels == IntPtr.Zero)
            throw new ArgumentNullException(nameof(pixels));
        return GetPixels(info, new Span<byte>((void*)pixels, info.BytesSize));
    }

    private SKCodecResult GetPixels(SKImageInfo info, Span<byte> pixels)
    {
        if (info.Width != _decoder.Width || info.Height != _decoder.Height)
            return SKCodecResult.InvalidScale;
        if (info.ColorType == SKColorType.Unknown || (info.ColorType == SKColorType.Gray8 && !_decoder.IsGray))
            return SKCodecResult.InvalidConversion;
        if (info.AlphaType == SKAlphaType.Unknown || (_decoder.HasAlpha && info.AlphaType == SKAlphaType.Opaque))
            return SKCodecResult.InvalidConversion;
        return _decoder.Decode(info, pixels);
    }

    protected override void Dispose(bool disposing)
    {
        _owned?.Dispose();
        base.Dispose(disposing);
    }
}
