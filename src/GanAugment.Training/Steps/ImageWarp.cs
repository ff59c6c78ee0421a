using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Steps;

/// <summary>Moves the pixels of each image of a batch by its own map; beyond its edges an image is mirrored. Gradients pass through.</summary>
/// <remarks>Maps that only exchange pixels are exact. Others sample, bilinearly, an image of twice the size, made and undone with an orthogonal wavelet filter
/// (symlet 6), which keeps a map near the identity near the identity and does not blur (Karras et al. 2020, appendix B).</remarks>
internal static class ImageWarp
{
    // The low-pass of symlet 6 (Daubechies 1992): Σh = √2, Σh² = 1, and orthogonal to itself shifted by every even distance, so that down after up is nothing.
    private static readonly double[] Taps =
    [
        0.015404109327027373, 0.0034907120842174702, -0.11799011114819057, -0.048311742585633, 0.4910559419267466, 0.787641141030194,
        0.3379294217276218, -0.07263752278646252, -0.021060292512300564, 0.04472490177066578, 0.0017677118642428036, -0.007800708325034148,
    ];

    // Where the filter puts a pixel's middle: with its mean there, slopes keep their place even when the image is turned over.
    private static readonly double Middle = Taps.Select((h, k) => k * h).Sum() / Taps.Sum();

    // How far the filters reach beyond the image, in its own pixels, up and down together.
    private static readonly int Reach = Taps.Length / 2 + 1;

    /// <summary>Warps a batch.</summary>
    /// <param name="x">Images [N, C, S, S].</param>
    /// <param name="maps">One per image.</param>
    /// <returns>[N, C, S, S]; an image whose map is the identity keeps its bits.</returns>
    public static Tensor Apply(Tensor x, PlanarMap[] maps)
    {
        if (maps.All(map => map == PlanarMap.Identity)) return x.alias();
        using var scope = NewDisposeScope();
        int[] exact = [.. Enumerable.Range(0, maps.Length).Where(i => maps[i].IsExact)];
        int[] filtered = [.. Enumerable.Range(0, maps.Length).Where(i => !maps[i].IsExact)];
        if (filtered.Length == 0) return Exchange(x, maps).MoveToOuterDisposeScope();
        if (exact.Length == 0) return Filter(x, maps).MoveToOuterDisposeScope();
        Tensor exchanged = Exchange(Rows(x, exact), [.. exact.Select(i => maps[i])]); // [E, C, S, S]
        Tensor sampled = Filter(Rows(x, filtered), [.. filtered.Select(i => maps[i])]); // [N − E, C, S, S]
        int[] places = [.. exact, .. filtered];
        var order = new int[places.Length];
        for (int i = 0; i < places.Length; i++) order[places[i]] = i;
        return Rows(cat([exchanged, sampled], 0), order).MoveToOuterDisposeScope(); // [N, C, S, S]
    }

    private static Tensor Exchange(Tensor x, PlanarMap[] maps)
    {
        int n = (int)x.shape[0], c = (int)x.shape[1], size = (int)x.shape[2];
        double middle = (size - 1) / 2.0;
        var from = new long[n * size * size];
        for (int i = 0; i < n; i++)
            for (int row = 0; row < size; row++)
                for (int column = 0; column < size; column++)
                {
                    var (right, down) = maps[i].At(column - middle, row - middle);
                    from[(i * size + row) * size + column] = Reflected(down + middle, size) * size + Reflected(right + middle, size);
                }

        Tensor index = tensor(from, [n, 1, size * size], device: x.device).expand(n, c, size * size); // [N, C, S²]
        return x.reshape(n, c, size * size).gather(2, index).view(n, c, size, size); // [N, C, S, S]
    }

    private static long Reflected(double place, int size)
    {
        // The edge pixels are not doubled: … 2 1 0 1 2 …
        long period = Math.Max(1, 2L * (size - 1)), at = (long)Math.Round(place) % period;
        if (at < 0) at += period;
        return Math.Min(at, period - at);
    }

    private static Tensor Filter(Tensor x, PlanarMap[] maps)
    {
        long n = x.shape[0], c = x.shape[1], size = x.shape[2];
        int margin = Margin(maps, (int)size);
        long doubled = 2 * size + Taps.Length - 2, source = 2 * (size + 2 * margin) + Taps.Length - 2;
        Tensor padded = F.pad(x, (margin, margin, margin, margin), TorchSharp.PaddingModes.Reflect); // [N, C, P, P]
        Tensor large = Twice(padded.reshape(n * c, 1, size + 2 * margin, size + 2 * margin)).view(n, c, source, source); // [N, C, 2P + 10, 2P + 10]
        Tensor grid = Grid(maps, (int)size, margin, doubled, source, x.device); // [N, 2S + 10, 2S + 10, 2]
        Tensor moved = F.grid_sample(large, grid, align_corners: false); // [N, C, 2S + 10, 2S + 10]
        return Half(moved.view(n * c, 1, doubled, doubled)).view(n, c, size, size); // [N, C, S, S]
    }

    // How far outside the image the outermost output of any map comes from; mirroring goes no further than the image itself.
    private static int Margin(PlanarMap[] maps, int size)
    {
        double half = size / 2.0, edge = half + Reach, farthest = 0;
        foreach (PlanarMap map in maps)
            foreach (var (x, y) in new[] { map.At(-edge, -edge), map.At(edge, -edge), map.At(-edge, edge), map.At(edge, edge) })
                farthest = Math.Max(farthest, Math.Max(Math.Abs(x), Math.Abs(y)));
        return Math.Min((int)Math.Ceiling(farthest - half) + Reach, size - 1);
    }

    // Entry j of an axis of length `doubled` lies at pixel (j − Middle) / 2 of the output; where that comes from, in grid_sample's −1 … 1 over the source.
    private static Tensor Grid(PlanarMap[] maps, int size, int margin, long doubled, long source, Device device)
    {
        double middle = (size - 1) / 2.0, start = -Middle / 2 - middle;
        double Place(double fromMiddle) => (2 * (2 * (fromMiddle + middle + margin) + Middle) + 1) / source - 1;
        double slope = 4.0 / source;
        Tensor Coefficients(Func<PlanarMap, double> value) => tensor([.. maps.Select(m => (float)value(m))], [maps.Length, 1, 1], device: device); // [N, 1, 1]
        Tensor places = arange(doubled, device: device); // [J]
        Tensor right = places.view(1, 1, doubled), down = places.view(1, doubled, 1); // [1, 1, J], [1, J, 1]
        Tensor x = Coefficients(m => m.Xx * slope / 2) * right + Coefficients(m => m.Xy * slope / 2) * down + Coefficients(m => Place(m.At(start, start).X));
        Tensor y = Coefficients(m => m.Yx * slope / 2) * right + Coefficients(m => m.Yy * slope / 2) * down + Coefficients(m => Place(m.At(start, start).Y));
        return stack([x, y], -1); // [N, J, J, 2]
    }

    private static Tensor Twice(Tensor x) // [M, 1, L, L] → [M, 1, 2L + 10, 2L + 10]
    {
        x = F.conv_transpose2d(x, Kernel(Math.Sqrt(2), x.device, Taps.Length, 1), strides: [2, 1]);
        return F.conv_transpose2d(x, Kernel(Math.Sqrt(2), x.device, 1, Taps.Length), strides: [1, 2]);
    }

    private static Tensor Half(Tensor x) // [M, 1, 2L + 10, 2L + 10] → [M, 1, L, L]
    {
        x = F.conv2d(x, Kernel(Math.Sqrt(0.5), x.device, Taps.Length, 1), strides: [2, 1]);
        return F.conv2d(x, Kernel(Math.Sqrt(0.5), x.device, 1, Taps.Length), strides: [1, 2]);
    }

    private static Tensor Kernel(double factor, Device device, long height, long width) =>
        tensor(Array.ConvertAll(Taps, h => (float)(h * factor)), [1, 1, height, width], device: device);

    private static Tensor Rows(Tensor x, int[] rows) => x.index_select(0, tensor(Array.ConvertAll(rows, i => (long)i), [rows.Length], device: x.device));
}
