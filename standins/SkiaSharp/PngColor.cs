using System.Buffers.Binary;

namespace SkiaSharp;

/// <summary>How one stored PNG pixel becomes a grey byte or an unpremultiplied RGBA quadruple.</summary>
internal sealed class PngColor
{
    private const int Gray = 0, Rgb = 2, Palette = 3, GrayAlpha = 4;

    private readonly int _type;
    private readonly int _depth;
    private readonly byte[] _palette;
    private readonly byte[] _transparency;

    public PngColor(int type, int depth, byte[] palette, byte[] transparency)
    {
        _type = type;
        _depth = depth;
        _palette = palette;
        _transparency = transparency;
        Channels = type switch { Gray or Palette => 1, GrayAlpha => 2, Rgb => 3, _ => 4 };
        HasAlpha = type is GrayAlpha or 6 || IsKeyed || (type == Palette && _transparency.Length > 0);
    }

    public int BitsPerPixel => Channels * _depth;

    public bool HasAlpha { get; }

    public bool IsGray => _type == Gray && !HasAlpha;

    private int Channels { get; }

    // Grey and RGB may name one colour that is transparent.
    private bool IsKeyed => (_type == Gray && _transparency.Length >= 2) || (_type == Rgb && _transparency.Length >= 6);

    public static bool IsValid(int type, int depth) => type switch
    {
        Gray => depth is 1 or 2 or 4 or 8 or 16,
        Palette => depth is 1 or 2 or 4 or 8,
        Rgb or GrayAlpha or 6 => depth is 8 or 16,
        _ => false,
    };

    public void Expand(ReadOnlySpan<byte> row, int column, Span<byte> destination, int pixel)
    {
        var first = column * Channels;
        if (IsGray)
        {
            destination[pixel] = ToByte(Sample(row, first));
            return;
        }
        var rgba = destination.Slice(pixel * 4, 4);
        rgba[3] = 255;
        if (_type == Palette)
        {
            // An index past the palette is black, as libpng leaves it.
            var index = Sample(row, first);
            if ((index * 3) + 2 < _palette.Length)
                _palette.AsSpan(index * 3, 3).CopyTo(rgba);
            if (index < _transparency.Length)
                rgba[3] = _transparency[index];
            return;
        }
        var colors = _type is Gray or GrayAlpha ? 1 : 3;
        for (var c = 0; c < 3; c++)
            rgba[c] = ToByte(Sample(row, first + (colors == 1 ? 0 : c)));
        if (Channels > colors)
            rgba[3] = ToByte(Sample(row, first + colors));
        else if (IsKeyed && MatchesKey(row, first, colors))
            rgba[3] = 0;
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        if (_depth == 8)
            return row[index];
        if (_depth == 16)
            return BinaryPrimitives.ReadUInt16BigEndian(row[(index * 2)..]);
        var bit = index * _depth;
        return (row[bit / 8] >> (8 - _depth - (bit % 8))) & ((1 << _depth) - 1);
    }

    // 16 bits are cut, not rounded; fewer than 8 are spread over the whole range.
    private byte ToByte(int sample) => (byte)(_depth == 16 ? sample >> 8 : sample * 255 / ((1 << _depth) - 1));

    private bool MatchesKey(ReadOnlySpan<byte> row, int first, int colors)
    {
        for (var c = 0; c < colors; c++)
        {
            if (Sample(row, first + c) != BinaryPrimitives.ReadUInt16BigEndian(_transparency.AsSpan(c * 2)))
                return false;
        }
        return true;
    }
}
