using System.Globalization;

namespace SkiaSharp;

/// <summary>An unpremultiplied colour, 0xAARRGGBB.</summary>
public readonly struct SKColor : IEquatable<SKColor>
{
    public static readonly SKColor Empty;

    private readonly uint _color;

    public SKColor(uint value) => _color = value;

    public SKColor(byte red, byte green, byte blue, byte alpha) => _color = (uint)((alpha << 24) | (red << 16) | (green << 8) | blue);

    public SKColor(byte red, byte green, byte blue)
        : this(red, green, blue, 255)
    {
    }

    public byte Alpha => (byte)(_color >> 24);

    public byte Red => (byte)(_color >> 16);

    public byte Green => (byte)(_color >> 8);

    public byte Blue => (byte)_color;

    public SKColor WithRed(byte red) => new(red, Green, Blue, Alpha);

    public SKColor WithGreen(byte green) => new(Red, green, Blue, Alpha);

    public SKColor WithBlue(byte blue) => new(Red, Green, blue, Alpha);

    public SKColor WithAlpha(byte alpha) => new(Red, Green, Blue, alpha);

    public static implicit operator SKColor(uint color) => new(color);

    public static explicit operator uint(SKColor color) => color._color;

    public static bool operator ==(SKColor left, SKColor right) => left.Equals(right);

    public static bool operator !=(SKColor left, SKColor right) => !left.Equals(right);

    public bool Equals(SKColor obj) => _color == obj._color;

    public override bool Equals(object other) => other is SKColor color && Equals(color);

    public override int GetHashCode() => _color.GetHashCode();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Alpha:x2}{Red:x2}{Green:x2}{Blue:x2}");
}
