using System.Numerics;
using System.Runtime.InteropServices;
using GanAugment.Data;

namespace GanAugment.Evaluation;

/// <summary>Finds the images of a data set that are nearest to given ones.</summary>
/// <remarks>The data set is read once, block by block: memory grows with the given images, never with the data set. Ties go to the lower index.</remarks>
public static class NearestImages
{
    private const int Block = 256;

    // A sum of squared differences of bytes fits 32 bits for that many pixels; longer images are added up in 64.
    private const int Run = 32768;

    /// <summary>Searches by pixels.</summary>
    /// <param name="source">The data set.</param>
    /// <param name="queries">[Q, C, H, W], 0 … 255, of the data set's shape.</param>
    /// <param name="count">Neighbours per query; fewer where the data set has fewer.</param>
    /// <param name="searched">Hears how many images of the data set are done.</param>
    /// <param name="cancellation">Checked before every block.</param>
    /// <returns>Per query, nearest first. The distance is the root mean square difference of pixels, in levels of 0 … 255.</returns>
    public static Neighbour[][] ByPixels(ILabelledImageSource source, ReadOnlyMemory<byte> queries, int count, IProgress<int>? searched = null,
        CancellationToken cancellation = default)
    {
        int length = source.Shape.Length;
        var nearest = new Nearest(Count(queries.Length, length), count);
        Blocks(source, searched, cancellation, (images, first, n) => Parallel.For(0, nearest.Queries, q =>
        {
            ReadOnlySpan<byte> query = queries.Span.Slice(q * length, length);
            for (int i = 0; i < n; i++) nearest.Offer(q, first + i, SquaredDistance(query, images.AsSpan(i * length, length)));
        }));
        return nearest.Result(square => Math.Sqrt(square / length));
    }

    /// <summary>Searches by features.</summary>
    /// <param name="source">The data set.</param>
    /// <param name="queries">[Q, C, H, W], 0 … 255, of the data set's shape.</param>
    /// <param name="count">Neighbours per query; fewer where the data set has fewer.</param>
    /// <param name="extractor">Makes the features.</param>
    /// <param name="searched">Hears how many images of the data set are done.</param>
    /// <param name="cancellation">Checked before every block.</param>
    /// <returns>Per query, nearest first. The distance is the Euclidean distance of features.</returns>
    public static Neighbour[][] ByFeatures(ILabelledImageSource source, ReadOnlyMemory<byte> queries, int count, IFeatureExtractor extractor,
        IProgress<int>? searched = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        int length = source.Shape.Length, size = extractor.Length;
        var unit = new float[Block * length]; // [N, C, H, W]
        void Extract(ReadOnlySpan<byte> images, int n, Span<float> features)
        {
            PixelRange.ToUnit(images, unit);
            extractor.Extract(n, source.Shape, unit.AsSpan(0, n * length), features);
        }

        var nearest = new Nearest(Count(queries.Length, length), count);
        var (wanted, found) = (new float[nearest.Queries * size], new float[Block * size]); // [Q, D], [N, D]
        for (int q = 0; q < nearest.Queries; q += Block)
        {
            int n = Math.Min(Block, nearest.Queries - q);
            Extract(queries.Span.Slice(q * length, n * length), n, wanted.AsSpan(q * size, n * size));
        }

        Blocks(source, searched, cancellation, (images, first, n) =>
        {
            Extract(images.AsSpan(0, n * length), n, found.AsSpan(0, n * size));
            Parallel.For(0, nearest.Queries, q =>
            {
                ReadOnlySpan<float> query = wanted.AsSpan(q * size, size);
                for (int i = 0; i < n; i++) nearest.Offer(q, first + i, SquaredDistance(query, found.AsSpan(i * size, size)));
            });
        });
        return nearest.Result(Math.Sqrt);
    }

    /// <summary>Σ (aᵢ − bᵢ)², exact.</summary>
    internal static long SquaredDistance(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        long sum = 0;
        for (int done = 0; done < a.Length; done += Run)
        {
            int n = Math.Min(Run, a.Length - done), i = 0;
            ReadOnlySpan<Vector<byte>> wideA = MemoryMarshal.Cast<byte, Vector<byte>>(a.Slice(done, n));
            ReadOnlySpan<Vector<byte>> wideB = MemoryMarshal.Cast<byte, Vector<byte>>(b.Slice(done, n));
            Vector<uint> total = default;
            for (; i < wideA.Length; i++)
            {
                // |a − b| of bytes; its square still fits 16 bits.
                Vector<byte> difference = Vector.Max(wideA[i], wideB[i]) - Vector.Min(wideA[i], wideB[i]);
                Vector.Widen(difference, out Vector<ushort> low, out Vector<ushort> high);
                Vector.Widen(low * low, out Vector<uint> first, out Vector<uint> second);
                Vector.Widen(high * high, out Vector<uint> third, out Vector<uint> fourth);
                total += first + second + (third + fourth);
            }

            sum += Vector.Sum(total);
            for (i *= Vector<byte>.Count; i < n; i++) sum += (a[done + i] - b[done + i]) * (a[done + i] - b[done + i]);
        }

        return sum;
    }

    /// <summary>Σ (aᵢ − bᵢ)², added up in a fixed order.</summary>
    internal static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> wideA = MemoryMarshal.Cast<float, Vector<float>>(a), wideB = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> total = default;
        for (int i = 0; i < wideA.Length; i++) total += (wideA[i] - wideB[i]) * (wideA[i] - wideB[i]);
        double sum = Vector.Sum(total);
        for (int i = wideA.Length * Vector<float>.Count; i < a.Length; i++) sum += (double)(a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    private static int Count(int length, int each) => length % each == 0 ? length / each
        : throw new ArgumentException($"Images of {each} bytes have a multiple of {each} bytes, but {length} were given.", nameof(length));

    private static void Blocks(ILabelledImageSource source, IProgress<int>? searched, CancellationToken cancellation, Action<byte[], int, int> block)
    {
        int length = source.Shape.Length, all = source.Labels.Count;
        var images = new byte[Math.Min(Block, all) * length]; // [N, C, H, W]
        for (int first = 0; first < all; first += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            int start = first, n = Math.Min(Block, all - first);
            // Image files must be decoded, which costs more than the comparison.
            try
            {
                Parallel.For(0, n, i => source.Read(start + i, images.AsSpan(i * length, length)));
            }
            catch (AggregateException e) when (e.InnerExceptions.OfType<GanAugmentException>().FirstOrDefault() is { } known)
            {
                throw known;
            }

            block(images, first, n);
            searched?.Report(first + n);
        }
    }

    private sealed class Nearest(int queries, int count)
    {
        private readonly (double Square, int Index)[][] best = [.. Enumerable.Range(0, queries).Select(_ => new (double, int)[count])];
        private readonly int[] found = new int[queries];

        public int Queries => best.Length;

        // Each query belongs to one thread at a time, and candidates come in order.
        public void Offer(int query, int index, double square)
        {
            (double Square, int Index)[] list = best[query];
            ref int n = ref found[query];
            if (n == list.Length && square >= list[^1].Square) return;
            int at = n < list.Length ? n++ : n - 1;
            for (; at > 0 && list[at - 1].Square > square; at--) list[at] = list[at - 1];
            list[at] = (square, index);
        }

        public Neighbour[][] Result(Func<double, double> distance) =>
            [.. best.Select((list, q) => list.Take(found[q]).Select(pair => new Neighbour(pair.Index, distance(pair.Square))).ToArray())];
    }
}
