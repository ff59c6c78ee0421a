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
                    int fromRow = Reflected((int)Math.Round(down + middle), size), fromColumn = Reflected((int)Math.Round(right + middle), size);
                    from[(i * size + row) * size + column] = fromRow * size + fromColumn;
                }

        Tensor index = tensor(from, [n, 1, size * size], device: x.device).expand(n, c, size * size); // [N, C, S²]
        return x.reshape(n, c, size * size).gather(2, index).view(n, c, size, size); // [N, C, S, S]
    }

    private static int Reflected(int place, int size)
    {
        // The edge pixels are not doubled: … 2 1 0 1 2 …
        int period = Math.Max(1, 2 * (size - 1)), at = place % period;
        if (at < 0) at += period;
        return Math.Min(at, period - at);
    }

    private static Tensor Filter(Tensor x, PlanarMap[] maps)
    {
        int size = (int)x.shape[2], margin = Margin(maps, size), doubled = 2 * size + Taps.Length - 2, source = 2 * (size + 2 * margin) + Taps.Length - 2;
        // Filters as matrices, one axis at a time, mirrored edges included: products of small dense matrices beat convolutions of one channel by far.
        Tensor up = tensor(Up(size, margin, source), [size, source], device: x.device); // [S, U]
        Tensor down = tensor(Down(size, doubled), [doubled, size], device: x.device); // [J, S]
        Tensor large = x.matmul(up).transpose(2, 3).matmul(up); // [N, C, U, U], columns before rows
        Tensor grid = Grid(maps, size, margin, doubled, source, x.device); // [N, J, J, 2]
        Tensor moved = F.grid_sample(large, grid, align_corners: false); // [N, C, J, J], rows before columns again
        return moved.matmul(down).transpose(2, 3).matmul(down).transpose(2, 3); // [N, C, S, S]
    }

    // Mirrored at the edges, then with twice as many places: entry o of the result gets √2 · h[k] of place i where o = 2i + k.
    private static float[] Up(int size, int margin, int source)
    {
        var matrix = new float[size * source];
        for (int i = 0; i < size + 2 * margin; i++)
            for (int k = 0; k < Taps.Length; k++) matrix[Reflected(i - margin, size) * source + 2 * i + k] += (float)(Math.Sqrt(2) * Taps[k]);
        return matrix;
    }

    // The other way: entry i of the result is the sum of h[k] / √2 of place 2i + k.
    private static float[] Down(int size, int doubled)
    {
        var matrix = new float[doubled * size];
        for (int i = 0; i < size; i++)
            for (int k = 0; k < Taps.Length; k++) matrix[(2 * i + k) * size + i] = (float)(Math.Sqrt(0.5) * Taps[k]);
        return matrix;
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
    private static Tensor Grid(PlanarMap[] maps, int size, int margin, int doubled, int source, Device device)
    {
        double middle = (size - 1) / 2.0, start = -Middle / 2 - middle;
        double Place(double fromMiddle) => (2 * (2 * (fromMiddle + middle + margin) + Middle) + 1) / source - 1;
        double slope = 4.0 / source;
        Tensor Coefficients(Func<PlanarMap, double> value) => tensor([.. maps.Select(m => (float)value(m))], [maps.Length, 1, 1], device: device); // [N, 1, 1]
        Tensor places = arange(doubled, device: device); // [J]
        Tensor right = places.view(1, 1, doubled), down = places.view(1, doubled, 1); // [1, 1, J], [1, J, 1]
        Tensor x = Coefficients(m => m.Xx * slope / 2) * right + Coefficients(m => m.Xy * slope / 2) * down + Coefficients(m => Place(m.At(start, start).X));
        Tensor y = Coefficients(m => m.Yx * slope / 2) * right + Coefficients(m => m.Yy * slope / 2) * down + Coefficients(m => Place(m.At(start, start).Y));
        // grid_sample's first coordinate goes along the last axis, and the source has its rows there.
        return stack([y, x], -1); // [N, J, J, 2]
    }

    private static Tensor Rows(Tensor x, int[] rows) => x.index_select(0, tensor(Array.ConvertAll(rows, i => (long)i), [rows.Length], device: x.device));
}
