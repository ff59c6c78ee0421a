using System.Text;
using GanAugment.Data;

namespace GanAugment.Reporting;

/// <summary>A picture under construction: gray levels, images and text on planes [C, H, W].</summary>
internal sealed class SheetCanvas
{
    // Two grays that tell transparency from any colour of an image.
    private const int LightSquare = 236, DarkSquare = 204, SquareSize = 4;

    /// <summary>Creates a canvas of one level.</summary>
    public SheetCanvas(ImageShape shape, byte background)
    {
        Shape = shape;
        Pixels = new byte[shape.Length];
        Array.Fill(Pixels, background);
    }

    /// <summary>Channels, height and width.</summary>
    public ImageShape Shape { get; }

    /// <summary>[C, H, W], 0 … 255.</summary>
    public byte[] Pixels { get; }

    /// <summary>Draws an image [C, H, W], every pixel as scale × scale pixels. One with alpha on a canvas without stands on a chequered ground.</summary>
    public void Image(ReadOnlySpan<byte> image, ImageShape shape, int scale, int left, int top)
    {
        bool transparent = shape.Channels == 4 && Shape.Channels == 3;
        ReadOnlySpan<byte> alpha = transparent ? image[(3 * shape.PlaneLength)..] : default; // [H, W]
        for (int c = 0; c < Shape.Channels; c++)
            for (int y = 0; y < shape.Height * scale; y++)
            {
                int row = y / scale * shape.Width;
                ReadOnlySpan<byte> from = image.Slice(c * shape.PlaneLength + row, shape.Width);
                Span<byte> to = Row(c, top + y).Slice(left, shape.Width * scale);
                for (int x = 0; x < to.Length; x++)
                    to[x] = transparent ? OverSquares(from[x / scale], alpha[row + x / scale], x, y) : from[x / scale];
            }
    }

    /// <summary>Draws a frame of one pixel around a rectangle.</summary>
    public void Frame(int left, int top, int width, int height, byte level)
    {
        Fill(left - 1, top - 1, width + 2, 1, level);
        Fill(left - 1, top + height, width + 2, 1, level);
        Fill(left - 1, top, 1, height, level);
        Fill(left + width, top, 1, height, level);
    }

    /// <summary>Draws one line of text from the left of its first character and the top of its capitals.</summary>
    public void Text(string line, int left, int top, byte level, int scale = 1, bool bold = false)
    {
        foreach (Rune character in line.EnumerateRunes())
        {
            bool[,] glyph = CaptionFont.Glyph(character);
            for (int y = 0; y < CaptionFont.Height; y++)
                for (int x = 0; x < glyph.GetLength(1); x++)
                    if (glyph[y, x]) Fill(left + x * scale, top + y * scale, scale + (bold ? scale : 0), scale, level);
            left += (CaptionFont.Advance(character) + (bold ? 1 : 0)) * scale;
        }
    }

    /// <summary>Fills a rectangle; what lies outside the canvas is left out.</summary>
    public void Fill(int left, int top, int width, int height, byte level)
    {
        int from = Math.Max(left, 0), to = Math.Min(left + width, Shape.Width);
        if (from >= to) return;
        for (int c = 0; c < Shape.Channels; c++)
            for (int y = Math.Max(top, 0); y < Math.Min(top + height, Shape.Height); y++)
                Row(c, y)[from..to].Fill(level);
    }

    private Span<byte> Row(int channel, int y) => Pixels.AsSpan(channel * Shape.PlaneLength + y * Shape.Width, Shape.Width);

    private static byte OverSquares(int level, int alpha, int x, int y)
    {
        int ground = (x / SquareSize + y / SquareSize) % 2 == 0 ? LightSquare : DarkSquare;
        return (byte)((level * alpha + ground * (255 - alpha) + 127) / 255);
    }
}
