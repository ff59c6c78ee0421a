using System.Numerics;
using System.Runtime.InteropServices;
using GanAugment.Data;
using GanAugment.Evaluation;

namespace GanAugment.Filtering;

/// <summary>The real images of every class that is wanted, as points among which distances are measured: pixels, or features.</summary>
internal abstract class ReferenceImages
{
    // Below it handing the loop out costs more than it saves.
    private const long WorthThreads = 1 << 20;

    /// <summary>How many images of a class there are.</summary>
    public abstract int Count(int c);

    /// <summary>The unit of distances, for messages.</summary>
    public abstract string Space { get; }

    /// <summary>Distances of a new image to all images of its class.</summary>
    /// <param name="image">[C, H, W] in [−1, 1].</param>
    /// <param name="c">The class.</param>
    public abstract double[] From(ReadOnlySpan<float> image, int c);

    /// <summary>Distances of an image to all images of its class, itself among them.</summary>
    /// <param name="c">The class.</param>
    /// <param name="index">0 … Count − 1.</param>
    public abstract double[] Among(int c, int index);

    /// <summary>Distances of an image to the others of its class, nearest first.</summary>
    public double[] Others(int c, int index)
    {
        double[] distances = Among(c, index);
        return [.. distances.Where((_, i) => i != index).Order()];
    }

    /// <summary>Reads the images.</summary>
    /// <param name="context">The training set.</param>
    /// <param name="extractor">Makes the features; null compares pixels.</param>
    /// <param name="perClass">The largest number of images per class; a random choice where there are more.</param>
    public static ReferenceImages Of(FilterContext context, IFeatureExtractor? extractor, int perClass = int.MaxValue)
    {
        ILabelledImageSource real = context.Real();
        ILookup<int, int> byClass = Enumerable.Range(0, real.Labels.Count).ToLookup(i => real.Labels[i]);
        var chosen = new int[context.Classes.Count][];
        for (int c = 0; c < chosen.Length; c++)
        {
            int label = context.Wanted.Contains(c) ? real.Classes.IndexOf(context.Classes[c]) : -1;
            int[] own = label < 0 ? [] : [.. byClass[label]];
            chosen[c] = own.Length <= perClass ? own : Shuffle.Order(own, context.Seed, c)[..perClass];
        }

        return extractor is null ? new Pixels(real, chosen, context.Cancellation) : new Features(real, chosen, extractor, context.Cancellation);
    }

    private static double[] Measured(int count, int length, Func<int, double> distance)
    {
        var distances = new double[count];
        if ((long)count * length < WorthThreads)
            for (int i = 0; i < count; i++) distances[i] = distance(i);
        else
            Parallel.For(0, count, i => distances[i] = distance(i));
        return distances;
    }

    private sealed class Pixels : ReferenceImages
    {
        private readonly int length;
        private readonly byte[][] images; // [class][N · C · H · W]

        public Pixels(ILabelledImageSource real, int[][] chosen, CancellationToken cancellation)
        {
            length = real.Shape.Length;
            images = [.. chosen.Select(own =>
            {
                byte[] all = new byte[(long)own.Length * length];
                for (int i = 0; i < own.Length; i++)
                {
                    if (i % 256 == 0) cancellation.ThrowIfCancellationRequested();
                    real.Read(own[i], all.AsSpan(i * length, length));
                }

                return all;
            })];
        }

        public override string Space => "pixels";

        public override int Count(int c) => images[c].Length / length;

        public override double[] From(ReadOnlySpan<float> image, int c)
        {
            byte[] bytes = new byte[length];
            PixelRange.ToBytes(image, bytes);
            return ToAll(bytes, c);
        }

        public override double[] Among(int c, int index) => ToAll(images[c].AsSpan(index * length, length).ToArray(), c);

        // The root mean square difference, in levels 0 … 255.
        private double[] ToAll(byte[] image, int c) =>
            Measured(Count(c), length, i => Math.Sqrt((double)Square(image, images[c].AsSpan(i * length, length)) / length));

        private static long Square(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
        {
            // 65 025 for each pixel fits 32 bits this often.
            const int Run = 1 << 15;
            long sum = 0;
            for (; a.Length > 0; a = a[Math.Min(Run, a.Length)..], b = b[Math.Min(Run, b.Length)..])
            {
                int n = Math.Min(Run, a.Length), i = 0;
                Vector<uint> total = default;
                for (; i + Vector<byte>.Count <= n; i += Vector<byte>.Count)
                {
                    Vector<byte> x = new(a[i..]), y = new(b[i..]), apart = Vector.Max(x, y) - Vector.Min(x, y);
                    Vector.Widen(apart, out Vector<ushort> low, out Vector<ushort> high);
                    // The square of a byte fits 16 bits.
                    Vector.Widen(low * low, out Vector<uint> first, out Vector<uint> second);
                    Vector.Widen(high * high, out Vector<uint> third, out Vector<uint> fourth);
                    total += first + second + (third + fourth);
                }

                sum += Vector.Sum(total);
                for (; i < n; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
            }

            return sum;
        }
    }

    private sealed class Features : ReferenceImages
    {
        private const int Batch = 64;

        private readonly IFeatureExtractor extractor;
        private readonly ImageShape shape;
        private readonly float[][] features; // [class][N · D]

        public Features(ILabelledImageSource real, int[][] chosen, IFeatureExtractor extractor, CancellationToken cancellation)
        {
            this.extractor = extractor;
            shape = real.Shape;
            byte[] bytes = new byte[shape.Length];
            float[] images = new float[Batch * shape.Length]; // [N, C, H, W]
            features = [.. chosen.Select(own =>
            {
                var all = new float[(long)own.Length * extractor.Length];
                for (int first = 0; first < own.Length; first += Batch)
                {
                    cancellation.ThrowIfCancellationRequested();
                    int count = Math.Min(Batch, own.Length - first);
                    for (int i = 0; i < count; i++)
                    {
                        real.Read(own[first + i], bytes);
                        PixelRange.ToUnit(bytes, images.AsSpan(i * shape.Length, shape.Length));
                    }

                    extractor.Extract(count, shape, images.AsSpan(0, count * shape.Length), all.AsSpan(first * extractor.Length, count * extractor.Length));
                }

                return all;
            })];
        }

        public override string Space => extractor.Name;

        public override int Count(int c) => features[c].Length / extractor.Length;

        public override double[] From(ReadOnlySpan<float> image, int c)
        {
            float[] own = new float[extractor.Length];
            extractor.Extract(1, shape, image, own);
            return ToAll(own, c);
        }

        public override double[] Among(int c, int index) => ToAll(features[c].AsSpan(index * extractor.Length, extractor.Length).ToArray(), c);

        private double[] ToAll(float[] image, int c) =>
            Measured(Count(c), image.Length, i => Math.Sqrt(Square(image, features[c].AsSpan(i * image.Length, image.Length))));

        private static double Square(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
        {
            ReadOnlySpan<Vector<float>> wideA = MemoryMarshal.Cast<float, Vector<float>>(a), wideB = MemoryMarshal.Cast<float, Vector<float>>(b);
            Vector<float> total = default;
            for (int i = 0; i < wideA.Length; i++) total += (wideA[i] - wideB[i]) * (wideA[i] - wideB[i]);
            double sum = Vector.Sum(total);
            for (int i = wideA.Length * Vector<float>.Count; i < a.Length; i++) sum += (double)(a[i] - b[i]) * (a[i] - b[i]);
            return sum;
        }
    }
}
