using System.Runtime.InteropServices;

namespace SkiaSharp;

/// <summary>The few calls of libjpeg-turbo's TurboJPEG API that reading and writing need.</summary>
internal static unsafe class TurboJpeg
{
    private const string Library = "libturbojpeg.so.0";
    private const int Rgba = 7, RgbX = 2, BgrX = 3, GrayFormat = 6, Cmyk = 11;
    private const int Chroma420 = 2, GraySampling = 3;
    private const int GraySpace = 2, CmykSpace = 3, YcckSpace = 4;
    private const int WarningOnly = 0;

    public static bool TryReadHeader(byte[] data, out int width, out int height, out bool isGray, out bool isCmyk)
    {
        var handle = tjInitDecompress();
        try
        {
            fixed (byte* p = data)
            {
                var ok = tjDecompressHeader3(handle, p, (nuint)data.Length, out width, out height, out _, out var space) == 0;
                isGray = space == GraySpace;
                isCmyk = space is CmykSpace or YcckSpace;
                return ok && width > 0 && height > 0;
            }
        }
        finally
        {
            _ = tjDestroy(handle);
        }
    }

    public static SKCodecResult Decompress(byte[] data, int width, int height, bool isGray, bool isCmyk, Span<byte> destination)
    {
        var handle = tjInitDecompress();
        try
        {
            fixed (byte* source = data)
            fixed (byte* target = destination)
            {
                var format = isGray ? GrayFormat : isCmyk ? Cmyk : Rgba;
                if (tjDecompress2(handle, source, (nuint)data.Length, target, width, 0, height, format, 0) == 0)
                    return SKCodecResult.Success;
                if (tjGetErrorCode(handle) != WarningOnly)
                    return SKCodecResult.ErrorInInput;
                // Only a missing end leaves pixels out; the package passes over every other warning.
                var message = Marshal.PtrToStringUTF8(tjGetErrorStr2(handle)) ?? "";
                return message.Contains("Premature end", StringComparison.Ordinal) ? SKCodecResult.IncompleteInput : SKCodecResult.Success;
            }
        }
        finally
        {
            _ = tjDestroy(handle);
        }
    }

    public static byte[] Compress(SKImageInfo info, ReadOnlySpan<byte> pixels, int quality)
    {
        var handle = tjInitCompress();
        byte* file = null;
        nuint size = 0;
        try
        {
            fixed (byte* source = pixels)
            {
                var isGray = info.ColorType == SKColorType.Gray8;
                var format = isGray ? GrayFormat : info.ColorType == SKColorType.Bgra8888 ? BgrX : RgbX;
                var sampling = isGray ? GraySampling : Chroma420;
                if (tjCompress2(handle, source, info.Width, info.RowBytes, info.Height, format, &file, &size, sampling, Math.Clamp(quality, 1, 100), 0) != 0)
                    throw new InvalidOperationException(Marshal.PtrToStringUTF8(tjGetErrorStr2(handle)));
                return new ReadOnlySpan<byte>(file, checked((int)size)).ToArray();
            }
        }
        finally
        {
            tjFree(file);
            _ = tjDestroy(handle);
        }
    }

    [DllImport(Library)]
    private static extern nint tjInitDecompress();

    [DllImport(Library)]
    private static extern nint tjInitCompress();

    [DllImport(Library)]
    private static extern int tjDestroy(nint handle);

    [DllImport(Library)]
    private static extern void tjFree(byte* buffer);

    [DllImport(Library)]
    private static extern int tjGetErrorCode(nint handle);

    [DllImport(Library)]
    private static extern nint tjGetErrorStr2(nint handle);

    [DllImport(Library)]
    private static extern int tjDecompressHeader3(nint handle, byte* data, nuint size, out int width, out int height, out int sampling, out int space);

    [DllImport(Library)]
    private static extern int tjDecompress2(nint handle, byte* data, nuint size, byte* target, int width, int pitch, int height, int format, int flags);

    [DllImport(Library)]
    private static extern int tjCompress2(
        nint handle, byte* source, int width, int pitch, int height, int format, byte** file, nuint* size, int sampling, int quality, int flags);
}
