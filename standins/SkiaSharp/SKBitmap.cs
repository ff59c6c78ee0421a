namespace SkiaSharp;

public unsafe class SKBitmap : SKObject
{
    private const string UnableToAllocatePixelsMessage = "Unable to allocate pixels for the bitmap.";

    // Pinned for its whole life, so that GetPixels can hand out an address.
    private byte[] _pixels = [];
    private SKImageInfo _info;

    public SKBitmap()
    {
    }

    public SKBitmap(int width, int height, bool isOpaque = false)
        : this(width, height, SKImageInfo.PlatformColorType, isOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul)
    {
    }

    public SKBitmap(int width, int height, SKColorType colorType, SKAlphaType alphaType)
        : this(new SKImageInfo(width, height, colorType, alphaType))
    {
    }

    public SKBitmap(SKImageInfo info)
    {
        if (!TryAllocPixels(info))
            throw new Exception(UnableToAllocatePixelsMessage);
    }

    public SKImageInfo Info => _info;

    public int Width => _info.Width;

    public int Height => _info.Height;

    public SKColorType ColorType => _info.ColorType;

    public SKAlphaType AlphaType => _info.AlphaType;

    public int BytesPerPixel => _info.BytesPerPixel;

    public int RowBytes => _info.RowBytes;

    public int ByteCount => _pixels.Length;

    public bool IsEmpty => _info.IsEmpty;

    public bool IsNull => _pixels.Length == 0;

    public bool DrawsNothing => IsEmpty || IsNull;

    public bool ReadyToDraw => !IsNull;

    public byte[] Bytes => GetPixelSpan().ToArray();

    public SKColor[] Pixels
    {
        get
        {
            var colors = new SKColor[Width * Height];
            for (var i = 0; i < colors.Length; i++)
                colors[i] = PixelLayout.Read(_info, _pixels.AsSpan(i * BytesPerPixel));
            return colors;
        }
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (Width * Height != value.Length)
                throw new ArgumentException($"The number of pixels must equal Width x Height, or {Width * Height}.", nameof(value));
            for (var i = 0; i < value.Length; i++)
                PixelLayout.Write(_info, _pixels.AsSpan(i * BytesPerPixel), value[i]);
        }
    }

    public bool TryAllocPixels(SKImageInfo info)
    {
        // Before any memory is asked for: the package refuses what its 32-bit sizes cannot hold.
        if (info.Width < 0 || info.Height < 0 || info.ColorType == SKColorType.Unknown || info.BytesSize64 > int.MaxValue)
            return false;
        try
        {
            _pixels = GC.AllocateArray<byte>(info.BytesSize, pinned: true);
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
        _info = info;
        return true;
    }

    public void Erase(SKColor color)
    {
        for (var i = 0; i < _pixels.Length; i += BytesPerPixel)
            PixelLayout.Write(_info, _pixels.AsSpan(i), color);
    }

    public SKColor GetPixel(int x, int y) =>
        (uint)x >= (uint)Width || (uint)y >= (uint)Height ? SKColor.Empty : PixelLayout.Read(_info, _pixels.AsSpan((y * RowBytes) + (x * BytesPerPixel)));

    public void SetPixel(int x, int y, SKColor color)
    {
        if (x < 0 || x >= Width)
            throw new ArgumentOutOfRangeException(nameof(x));
        if (y < 0 || y >= Height)
            throw new ArgumentOutOfRangeException(nameof(y));
        PixelLayout.Write(_info, _pixels.AsSpan((y * RowBytes) + (x * BytesPerPixel)), color);
    }

    public IntPtr GetPixels() => GetPixels(out _);

    public IntPtr GetPixels(out IntPtr length)
    {
        length = _pixels.Length;
        return _pixels.Length == 0 ? IntPtr.Zero : (IntPtr)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _pixels[0]);
    }

    public ReadOnlySpan<byte> GetPixelSpan() => _pixels;

    public SKBitmap Copy() => Copy(ColorType);

    public SKBitmap Copy(SKColorType colorType)
    {
        var destination = new SKBitmap();
        if (CopyTo(destination, colorType))
            return destination;
        destination.Dispose();
        return null;
    }

    public bool CopyTo(SKBitmap destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return CopyTo(destination, ColorType);
    }

    public bool CopyTo(SKBitmap destination, SKColorType colorType)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (colorType == SKColorType.Unknown || DrawsNothing)
            return false;
        var source = _pixels;
        var from = _info;
        if (!destination.TryAllocPixels(from.WithColorType(colorType)))
            return false;
        PixelLayout.Convert(from, source, destination._info, destination._pixels);
        return true;
    }

    public SKBitmap Resize(SKImageInfo info, SKFilterQuality quality)
    {
        if (info.IsEmpty)
            return null;
        var resized = new SKBitmap(info);
        if (DrawsNothing)
        {
            resized.Dispose();
            return null;
        }
        Resampling.Scale(_info, _pixels, info, resized._pixels, quality);
        return resized;
    }

    public SKData Encode(SKEncodedImageFormat format, int quality) => DrawsNothing ? null : ImageEncoder.Encode(_info, _pixels, format, quality);

    public bool Encode(Stream dst, SKEncodedImageFormat format, int quality)
    {
        ArgumentNullException.ThrowIfNull(dst);
        using var data = Encode(format, quality);
        data?.SaveTo(dst);
        return data != null;
    }

    public static SKImageInfo DecodeBounds(Stream stream)
    {
        using var codec = SKCodec.Create(stream);
        return codec?.Info ?? SKImageInfo.Empty;
    }

    public static SKImageInfo DecodeBounds(SKData data)
    {
        using var codec = SKCodec.Create(data);
        return codec?.Info ?? SKImageInfo.Empty;
    }

    public static SKImageInfo DecodeBounds(string filename)
    {
        ArgumentNullException.ThrowIfNull(filename);
        using var codec = SKCodec.Create(filename);
        return codec?.Info ?? SKImageInfo.Empty;
    }

    public static SKImageInfo DecodeBounds(byte[] buffer) => DecodeBounds(buffer.AsSpan());

    public static SKImageInfo DecodeBounds(ReadOnlySpan<byte> buffer)
    {
        using var codec = SKCodec.Create(buffer, null, out _);
        return codec?.Info ?? SKImageInfo.Empty;
    }

    public static SKBitmap Decode(SKCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        var info = codec.Info;
        return Decode(codec, info.AlphaType == SKAlphaType.Unpremul ? info.WithAlphaType(SKAlphaType.Premul) : info);
    }

    // A file that ends early still gives a bitmap, its missing rows empty; only SKCodec.GetPixels tells the difference.
    public static SKBitmap Decode(SKCodec codec, SKImageInfo bitmapInfo)
    {
        ArgumentNullException.ThrowIfNull(codec);
        var bitmap = new SKBitmap(bitmapInfo);
        var result = codec.GetPixels(bitmapInfo, bitmap.GetPixels());
        if (result is SKCodecResult.Success or SKCodecResult.IncompleteInput)
            return bitmap;
        bitmap.Dispose();
        return null;
    }

    public static SKBitmap Decode(Stream stream)
    {
        using var codec = SKCodec.Create(stream);
        return codec == null ? null : Decode(codec);
    }

    public static SKBitmap Decode(Stream stream, SKImageInfo bitmapInfo)
    {
        using var codec = SKCodec.Create(stream);
        return codec == null ? null : Decode(codec, bitmapInfo);
    }

    public static SKBitmap Decode(SKData data)
    {
        using var codec = SKCodec.Create(data);
        return codec == null ? null : Decode(codec);
    }

    public static SKBitmap Decode(SKData data, SKImageInfo bitmapInfo)
    {
        using var codec = SKCodec.Create(data);
        return codec == null ? null : Decode(codec, bitmapInfo);
    }

    public static SKBitmap Decode(string filename)
    {
        ArgumentNullException.ThrowIfNull(filename);
        using var codec = SKCodec.Create(filename);
        return codec == null ? null : Decode(codec);
    }

    public static SKBitmap Decode(string filename, SKImageInfo bitmapInfo)
    {
        ArgumentNullException.ThrowIfNull(filename);
        using var codec = SKCodec.Create(filename);
        return codec == null ? null : Decode(codec, bitmapInfo);
    }

    // Unlike its siblings the package throws ArgumentNullException for bytes that are no image.
    public static SKBitmap Decode(byte[] buffer) => Decode(buffer.AsSpan());

    public static SKBitmap Decode(byte[] buffer, SKImageInfo bitmapInfo) => Decode(buffer.AsSpan(), bitmapInfo);

    public static SKBitmap Decode(ReadOnlySpan<byte> buffer)
    {
        using var codec = SKCodec.Create(buffer, null, out _);
        return Decode(codec);
    }

    public static SKBitmap Decode(ReadOnlySpan<byte> buffer, SKImageInfo bitmapInfo)
    {
        using var codec = SKCodec.Create(buffer, null, out _);
        return Decode(codec, bitmapInfo);
    }
}
