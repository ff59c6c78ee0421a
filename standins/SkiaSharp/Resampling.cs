namespace SkiaSharp;

/// <summary>
/// Scales images: nearest neighbour for <see cref="SKFilterQuality.None"/>, a triangle for Low and Medium, Mitchell's cubic for High, each widened
/// when shrinking. The package's own filters differ in detail, so nothing may depend on single grey levels of a resized image.
/// </summary>
internal static class Resampling
{
    public static void Scale(SKImageInfo from, ReadOnlySpan<byte> source, SKImageInfo to, Span<byte> destination, SKFilterQuality quality)
    {
        var columns = Weights(from.Width, to.Width, quality);
        var rows = Weights(from.Height, to.Height, quality);

        // Filtering works on premultiplied floats, so that transparent pixels lend no colour: [height, width, 4].
        var premultiplied = new SKImageInfo(from.Width, from.Height, SKColorType.Rgba8888, from.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul);
        var input = new byte[premultiplied.BytesSize];
        PixelLayout.Convert(from, source, premultiplied, input);
        var wide = new float[from.Height * to.Width * 4];
        for (var y = 0; y < from.Height; y++)
        {
            for (var x = 0; x < to.Width; x++)
            {
                foreach (var (index, weight) in columns[x])
                {
                    for (var c = 0; c < 4; c++)
                        wide[(((y * to.Width) + x) * 4) + c] += weight * input[(((y * from.Width) + index) * 4) + c];
                }
            }
        }

        var scaled = premultiplied.WithSize(to.Width, to.Height);
        var output = new byte[scaled.BytesSize];
        Span<float> sum = stackalloc float[4];
        for (var y = 0; y < to.Height; y++)
        {
            for (var x = 0; x < to.Width; x++)
            {
                sum.Clear();
                foreach (var (index, weight) in rows[y])
                {
                    for (var c = 0; c < 4; c++)
                        sum[c] += weight * wide[(((index * to.Width) + x) * 4) + c];
                }
                for (var c = 0; c < 4; c++)
                    output[(((y * to.Width) + x) * 4) + c] = (byte)Math.Clamp(sum[c] + 0.5f, 0, 255);
            }
        }
        PixelLayout.Convert(scaled, output, to, destination);
    }

    // For every target position the source positions that it blends, weights summing to one.
    private static (int Index, float Weight)[][] Weights(int from, int to, SKFilterQuality quality)
    {
        var ratio = (double)from / to;
        var stretch = Math.Max(1, ratio);
        var reach = quality == SKFilterQuality.High ? 2 * stretch : stretch;
        var all = new (int, float)[to][];
        for (var i = 0; i < to; i++)
        {
            var centre = ((i + 0.5) * ratio) - 0.5;
            if (quality == SKFilterQuality.None)
            {
                all[i] = [(Math.Clamp((int)Math.Floor(centre + 0.5), 0, from - 1), 1f)];
                continue;
            }
            var taps = new List<(int Index, double Weight)>();
            for (var s = (int)Math.Ceiling(centre - reach); s <= Math.Floor(centre + reach); s++)
            {
                var distance = Math.Abs(s - centre) / stretch;
                taps.Add((Math.Clamp(s, 0, from - 1), quality == SKFilterQuality.High ? Mitchell(distance) : Math.Max(0, 1 - distance)));
            }
            var total = taps.Sum(t => t.Weight);
            all[i] = [.. taps.Select(t => (t.Index, (float)(t.Weight / total)))];
        }
        return all;
    }

    // Mitchell–Netravali, B = C = 1/3.
    private static double Mitchell(double x) => x switch
    {
        < 1 => ((((7 * x) - 12) * x * x) + (16.0 / 3)) / 6,
        < 2 => ((((((-7.0 / 3) * x) + 12) * x) - 20) * x + (32.0 / 3)) / 6,
        _ => 0,
    };
}
