namespace SkiaSharp;

/// <summary>An immutable copy of pixels.</summary>
public unsafe class SKImage : SKObject
{
    private readonly byte[] _pixels;

    private SKImage(SKImageInfo info, byte[] pixels)
    {
        Info = info;
        _pixels = pixels;
    }

    public SKImageInfo Info { get; }

    public int Width => Info.Width;

    public int Height => Info.Height;

    public SKColorType ColorType => Info.ColorType;

    public SKAlphaType AlphaType => Info.AlphaType;

    public static SKImage FromBitmap(SKBitmap bitmap)
    {
        ArgumentNullException.ThrowIfNull(bitmap);
        return bitmap.DrawsNothing ? null : new SKImage(bitmap.Info, bitmap.Bytes);
    }

    public static SKImage FromPixelCopy(SKImageInfo info, IntPtr pixels) => FromPixelCopy(info, pixels, info.RowBytes);

    public static SKImage FromPixelCopy(SKImageInfo info, IntPtr pixels, int rowBytes)
    {
        if (pixels == IntPtr.Zero)
            throw new ArgumentNullException(nameof(pixels));
        if (info.IsEmpty || rowBytes < info.RowBytes)
            return null;
        var copy = new byte[info.BytesSize];
        for (var y = 0; y < info.Height; y++)
            new ReadOnlySpan<byte>((byte*)pixels + ((nint)y * rowBytes), info.RowBytes).CopyTo(copy.AsSpan(y * info.RowBytes));
        return new SKImage(info, copy);
    }

    public static SKImage FromPixelCopy(SKImageInfo info, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        return FromPixelCopy(info, pixels.AsSpan());
    }

    public static SKImage FromPixelCopy(SKImageInfo info, ReadOnlySpan<byte> pixels)
    {
        if (pixels.Length < info.BytesSize)
            return null;
        return info.IsEmpty ? null : new SKImage(info, pixels[..info.BytesSize].ToArray());
    }

    public SKData Encode() => Encode(SKEncodedImageFormat.Png, 100);

    public SKData Encode(SKEncodedImageFormat format, int quality) => ImageEncoder.Encode(Info, _pixels, format, quality);
}
