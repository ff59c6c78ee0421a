using System.Buffers.Binary;
using System.IO.Compression;

namespace SkiaSharp;

/// <summary>Reads PNG of every colour type and bit depth, interlaced or not.</summary>
internal sealed class PngDecoder : ImageDecoder
{
    // Column start, row start, column step, row step of the seven passes (Adam7); a plain file is one pass over everything.
    private static readonly (int X, int Y, int StepX, int StepY)[] Interlaced =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
    private static readonly (int X, int Y, int StepX, int StepY)[] Plain = [(0, 0, 1, 1)];

    private readonly PngColor _color;
    private readonly bool _interlaced;
    private readonly byte[] _compressed;
    private readonly SKCodecResult _container;

    private PngDecoder(int width, int height, PngColor color, bool interlaced, byte[] compressed, SKCodecResult container)
    {
        Width = width;
        Height = height;
        IsGray = color.IsGray;
        HasAlpha = color.HasAlpha;
        _color = color;
        _interlaced = interlaced;
        _compressed = compressed;
        _container = container;
    }

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public override SKEncodedImageFormat Format => SKEncodedImageFormat.Png;

    public static bool HasSignature(ReadOnlySpan<byte> data) => data.StartsWith(Signature);

    /// <summary>Reads all chunks. Null when the file is unusable before its first image data.</summary>
    public static PngDecoder Open(ReadOnlySpan<byte> data)
    {
        var rest = data[Signature.Length..];
        if (!PngChunk.TryRead(ref rest, out var header) || !header.Is("IHDR") || !header.IsIntact || header.Data.Length != 13)
            return null;
        var width = BinaryPrimitives.ReadInt32BigEndian(header.Data);
        var height = BinaryPrimitives.ReadInt32BigEndian(header.Data[4..]);
        var (depth, type, interlace) = (header.Data[8], header.Data[9], header.Data[12]);
        // libpng's limit on either side; nothing has been allocated yet.
        if (width is <= 0 or > 1_000_000 || height is <= 0 or > 1_000_000 || !PngColor.IsValid(type, depth))
            return null;
        if (header.Data[10] != 0 || header.Data[11] != 0 || interlace > 1)
            return null;

        byte[] palette = [], transparency = [];
        var compressed = new MemoryStream();
        var container = SKCodecResult.IncompleteInput;
        while (container == SKCodecResult.IncompleteInput && PngChunk.TryRead(ref rest, out var chunk))
        {
            if (!chunk.IsComplete || !chunk.IsIntact)
            {
                if (chunk.Is("IDAT"))
                    compressed.Write(chunk.Data);
                if (chunk.IsComplete && chunk.IsCritical)
                    container = SKCodecResult.ErrorInInput;
                if (!chunk.IsComplete || chunk.IsCritical)
                    break;
            }
            else if (chunk.Is("PLTE"))
                palette = chunk.Data.ToArray();
            else if (chunk.Is("tRNS"))
                transparency = chunk.Data.ToArray();
            else if (chunk.Is("IDAT"))
                compressed.Write(chunk.Data);
            else if (chunk.Is("IEND"))
                container = SKCodecResult.Success;
        }
        if (compressed.Length == 0 || (type == 3 && (palette.Length == 0 || palette.Length % 3 != 0)))
            return null;
        return new PngDecoder(width, height, new PngColor(type, depth, palette, transparency), interlace == 1, compressed.ToArray(), container);
    }

    // Deflate never expands more than 1032 times.
    protected override bool IsPlausible(long bytes) => bytes <= 64L << 20 || (long)_compressed.Length * 1032 * 8 >= bytes;

    protected override SKCodecResult DecodeStored(Span<byte> destination)
    {
        var pixelBytes = Math.Max(1, _color.BitsPerPixel / 8);
        var compressed = new EndNotingStream(_compressed);
        using var inflate = new ZLibStream(compressed, CompressionMode.Decompress);
        foreach (var pass in _interlaced ? Interlaced : Plain)
        {
            var columns = (Width - pass.X + pass.StepX - 1) / pass.StepX;
            if (columns <= 0)
                continue;
            var row = new byte[(((long)columns * _color.BitsPerPixel) + 7) / 8];
            var above = new byte[row.Length];
            for (var y = pass.Y; y < Height; y += pass.StepY)
            {
                if (ReadRow(inflate, compressed, row, out var filter) is var result && result != SKCodecResult.Success)
                    return result;
                if (!PngFilter.TryUndo(filter, row, above, pixelBytes))
                    return SKCodecResult.ErrorInInput;
                for (var i = 0; i < columns; i++)
                    _color.Expand(row, i, destination, (y * Width) + pass.X + (i * pass.StepX));
                (row, above) = (above, row);
            }
        }
        return SKCodecResult.Success;
    }

    private SKCodecResult ReadRow(ZLibStream inflate, EndNotingStream compressed, byte[] row, out int filter)
    {
        filter = -1;
        try
        {
            filter = inflate.ReadByte();
            if (filter >= 0 && inflate.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) == row.Length)
                return SKCodecResult.Success;
        }
        catch (InvalidDataException)
        {
            return SKCodecResult.ErrorInInput;
        }
        // Incomplete: the file was cut, or its zlib stream ended properly before the last row. Anything else is damage.
        return (_container, compressed.IsExhausted) switch
        {
            (SKCodecResult.IncompleteInput, true) or (SKCodecResult.Success, false) => SKCodecResult.IncompleteInput,
            _ => SKCodecResult.ErrorInInput,
        };
    }

    /// <summary>Tells whether a reader wanted more than there was.</summary>
    private sealed class EndNotingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public bool IsExhausted { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Note(base.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Note(base.Read(buffer));

        private int Note(int count)
        {
            IsExhausted |= count == 0;
            return count;
        }
    }
}
