namespace SkiaSharp;

internal sealed class JpegDecoder : ImageDecoder
{
    private readonly byte[] _data;
    private readonly bool _isCmyk;

    private JpegDecoder(byte[] data, int width, int height, bool isGray, bool isCmyk)
    {
        Width = width;
        Height = height;
        IsGray = isGray;
        _data = data;
        _isCmyk = isCmyk;
    }

    public override SKEncodedImageFormat Format => SKEncodedImageFormat.Jpeg;

    public static bool HasSignature(ReadOnlySpan<byte> data) => data.Length > 3 && data[0] == 0xFF && data[1] == 0xD8 && data[2] == 0xFF;

    public static JpegDecoder Open(ReadOnlySpan<byte> data)
    {
        var copy = data.ToArray();
        return TurboJpeg.TryReadHeader(copy, out var width, out var height, out var isGray, out var isCmyk)
            ? new JpegDecoder(copy, width, height, isGray, isCmyk)
            : null;
    }

    // A block of 64 pixels takes at least a fraction of a bit in a progressive file; 16384 pixels per byte is beyond any real one.
    protected override bool IsPlausible(long bytes) => bytes <= 64L << 20 || (long)_data.Length * 16384 >= bytes;

    protected override SKCodecResult DecodeStored(Span<byte> destination)
    {
        var result = TurboJpeg.Decompress(_data, Width, Height, IsGray, _isCmyk, destination);
        if (!_isCmyk || result > SKCodecResult.IncompleteInput)
            return result;
        // Adobe's files store inverted ink: 255 is none.
        for (var i = 0; i < destination.Length; i += 4)
        {
            var black = destination[i + 3];
            for (var c = 0; c < 3; c++)
                destination[i + c] = (byte)(destination[i + c] * black / 255);
            destination[i + 3] = 255;
        }
        return result;
    }
}
