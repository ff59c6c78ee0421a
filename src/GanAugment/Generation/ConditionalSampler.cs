using System.Buffers;
using System.Collections.Concurrent;

namespace GanAugment.Generation;

/// <summary>Draws images of given classes from a generator, in batches, each image addressed by its class and row.</summary>
/// <remarks>The generator always sees full batches: kernels choose their blocking by batch size, and an image must not depend on how many are asked
/// for.</remarks>
public sealed class ConditionalSampler
{
    private readonly IConditionalGenerator generator;
    private readonly long seed;
    private readonly Truncation truncation;
    private readonly ConcurrentDictionary<Truncation, LatentStream> latents = [];
    private readonly int batchSize;

    /// <summary>Creates a sampler; the generator stays the caller's to dispose.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="seed">The seed of the latents.</param>
    /// <param name="truncation">How z is drawn for rows that are not given by address; none by default.</param>
    /// <param name="batchSize">Images per call of the generator, at least 1.</param>
    public ConditionalSampler(IConditionalGenerator generator, long seed, Truncation truncation = default, int batchSize = 16)
    {
        ArgumentNullException.ThrowIfNull(generator);
        if (batchSize < 1)
            throw new OptionException($"A batch size of {batchSize} has no meaning.", "It was given to the sampler.", "Give a batch size of at least 1.");
        this.generator = generator;
        this.batchSize = batchSize;
        this.seed = seed;
        this.truncation = truncation;
    }

    /// <summary>Draws consecutive rows of one class.</summary>
    /// <param name="classIndex">The class, an index into the generator's classes.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="images">Receives [count, C, H, W] in [−1, 1].</param>
    /// <param name="cancellation">Checked before every batch.</param>
    public void Sample(int classIndex, long firstRow, int count, Span<float> images, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var rows = new (int, long)[count];
        for (int i = 0; i < count; i++) rows[i] = (classIndex, firstRow + i);
        Sample(rows, images, cancellation);
    }

    /// <summary>Draws any rows, in the order given.</summary>
    /// <param name="rows">Class index and row within the class.</param>
    /// <param name="images">Receives [rows.Length, C, H, W] in [−1, 1].</param>
    /// <param name="cancellation">Checked before every batch.</param>
    public void Sample(ReadOnlySpan<(int Class, long Row)> rows, Span<float> images, CancellationToken cancellation = default)
    {
        var addresses = new ImageAddress[rows.Length];
        for (int i = 0; i < rows.Length; i++) addresses[i] = new ImageAddress(rows[i].Class, rows[i].Row, truncation);
        Sample(addresses, images, cancellation);
    }

    /// <summary>Draws any images, in the order given.</summary>
    /// <param name="rows">Their addresses.</param>
    /// <param name="images">Receives [rows.Length, C, H, W] in [−1, 1].</param>
    /// <param name="cancellation">Checked before every batch.</param>
    public void Sample(ReadOnlySpan<ImageAddress> rows, Span<float> images, CancellationToken cancellation = default)
    {
        GeneratorManifest manifest = generator.Manifest;
        int classes = manifest.Classes.Count, imageLength = manifest.Shape.Length;
        if (images.Length < (long)rows.Length * imageLength)
            throw new ArgumentException(
                $"{rows.Length} images of {manifest.Shape} need {(long)rows.Length * imageLength} values, but there is room for {images.Length}.",
                    nameof(images));
        foreach (ImageAddress row in rows)
            if ((uint)row.Class >= (uint)classes)
                throw new ArgumentOutOfRangeException(nameof(rows), row.Class, $"The generator has the classes 0 to {classes - 1}.");

        if (manifest.Graph?.Truncation is null)
        {
            Made(rows, images, cancellation);
            return;
        }

        // One call has one truncation, where the generator is told of it.
        ImageAddress[] all = rows.ToArray();
        foreach (var together in Enumerable.Range(0, all.Length).GroupBy(i => all[i].Truncation))
        {
            int[] places = [.. together];
            var made = new float[places.Length * imageLength]; // [N, C, H, W]
            if (together.Key.Kind == TruncationKind.Threshold)
                throw new OptionException($"The generator cannot be run at truncation '{together.Key}'.",
                    $"Its file takes ψ of a scaled truncation in its input '{manifest.Graph.Truncation}'.", "Use Truncation.Scaled, or none.");
            Made(Array.ConvertAll(places, i => all[i]), made, cancellation);
            for (int i = 0; i < places.Length; i++) made.AsSpan(i * imageLength, imageLength).CopyTo(images[(places[i] * imageLength)..]);
        }
    }

    private void Made(ReadOnlySpan<ImageAddress> rows, Span<float> images, CancellationToken cancellation)
    {
        GeneratorManifest manifest = generator.Manifest;
        int latentSize = manifest.LatentSize, classes = manifest.Classes.Count, imageLength = manifest.Shape.Length;
        // A pass over many rows makes many small draws: arrays of its own for each would leave more to the collector than the images themselves.
        using var z = new Rented(batchSize * latentSize); // [N, Z]
        using var y = new Rented(batchSize * classes); // [N, K]
        using var statistics = new Rented(manifest.StatisticsSets is null && manifest.Graph?.Truncation is null ? 0 : batchSize); // [N]
        using var spare = new Rented(rows.Length % batchSize == 0 ? 0 : batchSize * imageLength); // [N, C, H, W]
        for (int done = 0; done < rows.Length; done += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<ImageAddress> wanted = rows.Slice(done, Math.Min(batchSize, rows.Length - done));
            y.Span.Clear();
            for (int n = 0; n < batchSize; n++)
            {
                ImageAddress address = wanted[Math.Min(n, wanted.Length - 1)];
                Latents(address.Truncation).Fill(address.Class, address.Row, z.Span.Slice(n * latentSize, latentSize));
                y.Span[n * classes + address.Class] = 1;
                if (!statistics.Span.IsEmpty) statistics.Span[n] = address.Truncation.StatisticsFactor;
            }

            bool isFull = wanted.Length == batchSize;
            Span<float> batch = isFull ? images.Slice(done * imageLength, batchSize * imageLength) : spare.Span;
            if (statistics.Span.IsEmpty) generator.Generate(batchSize, z.Span, y.Span, batch);
            else generator.Generate(batchSize, z.Span, y.Span, statistics.Span, batch);
            if (!isFull) batch[..(wanted.Length * imageLength)].CopyTo(images[(done * imageLength)..]);
        }
    }

    private LatentStream Latents(Truncation drawn) => latents.GetOrAdd(drawn, static (kind, of) => new LatentStream(of, kind), seed);

    private readonly ref struct Rented(int length) : IDisposable
    {
        private readonly float[] array = ArrayPool<float>.Shared.Rent(length);

        public Span<float> Span => array.AsSpan(0, length);

        public void Dispose() => ArrayPool<float>.Shared.Return(array);
    }
}
