using System.Buffers;
using System.Diagnostics;
using GanAugment.Data;
using GanAugment.Provenance;
using GanAugment.Transforms.Columns;

namespace GanAugment.Transforms.Rows;

/// <summary>The images of the synthetic rows, as their column keeps them: generated in batches when first read, once each, and held in memory and beyond
/// its limit in a temporary file.</summary>
/// <remarks>
/// Trainers read their data many times (SDCA asks about a thousand times for each row), often from several threads. Generating is serial, because one
/// call of the generator keeps all cores busy; reading what was generated takes no lock.
/// </remarks>
internal sealed class SyntheticImageStore : IDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    private readonly ISyntheticImages maker;
    private readonly ImageRendering rendering;
    private readonly SyntheticRows rows;
    private readonly BigGanAugmentationOptions options;
    private readonly CatalogEnvironment environment;
    private readonly Lock gate = new();
    private readonly ImageBlock?[] blocks; // null where not generated
    private readonly int[] wanted;
    private readonly ArrayBufferWriter<byte> kept = new();
    private float[] images = []; // [N, C, H, W]
    private byte[] levels = []; // [N, C, H, W]
    private SpoolFile? spool;
    private long spooled;
    private long inMemory;
    private int generated;
    private int readers;
    private bool disposed;
    private long reported = Stopwatch.GetTimestamp();

    /// <param name="maker">Makes the images; the store disposes it.</param>
    /// <param name="rendering">Makes of each image what the column keeps; the store disposes it.</param>
    /// <param name="rows">The rows that need images.</param>
    /// <param name="options">Batch size, memory limit, cancellation.</param>
    /// <param name="environment">Where progress goes.</param>
    public SyntheticImageStore(
        ISyntheticImages maker, ImageRendering rendering, SyntheticRows rows, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        this.maker = maker;
        this.rendering = rendering;
        this.rows = rows;
        this.options = options;
        this.environment = environment;
        wanted = new int[options.BatchSize];
        blocks = new ImageBlock?[(rows.Count + options.BatchSize - 1) / options.BatchSize];
    }

    /// <summary>The shape in which images are generated.</summary>
    public ImageShape Shape => maker.Shape;

    /// <summary>Announces a cursor that will read images; each needs one call of <see cref="Close"/>.</summary>
    public void Open()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, typeof(BigGanAugmentationTransformer));
            readers++;
        }
    }

    /// <summary>A cursor is done.</summary>
    public void Close()
    {
        lock (gate)
            if (--readers == 0 && disposed) Free();
    }

    /// <summary>Makes a reader, for one thread at a time.</summary>
    public StoreReader OpenReader() => new(options.BatchSize, index => Volatile.Read(ref blocks[index]) ?? Generate(index), (place, bytes) => spool!.Read(place, bytes));

    /// <summary>Where the image of a row comes from.</summary>
    public SyntheticOrigin OriginOf(int row)
    {
        lock (gate) return maker.OriginOf(row);
    }

    /// <summary>Frees memory, file and generator; at once, or when the last cursor closes.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed) return;
            disposed = true;
            if (readers == 0) Free();
        }
    }

    private ImageBlock Generate(int index)
    {
        lock (gate)
        {
            if (blocks[index] is { } other) return other;
            options.CancellationToken.ThrowIfCancellationRequested();
            int first = index * options.BatchSize, length = maker.Shape.Length;
            int count = Math.Min(options.BatchSize, rows.Count - first);
            for (int i = 0; i < count; i++) wanted[i] = first + i;
            // One batch at a time is made: one set of buffers is enough.
            if (images.Length < count * length) (images, levels) = (new float[options.BatchSize * length], new byte[options.BatchSize * length]);
            maker.Make(wanted.AsSpan(0, count), images.AsSpan(0, count * length));

            PixelRange.ToBytes(images.AsSpan(0, count * length), levels);
            kept.ResetWrittenCount();
            int[]? ends = rendering.Length is null ? new int[count] : null;
            for (int i = 0; i < count; i++)
            {
                rendering.Render(wanted[i], levels.AsSpan(i * length, length), kept);
                if (ends is not null) ends[i] = kept.WrittenCount;
            }

            ImageBlock block = Keep(kept.WrittenSpan, ends);
            Volatile.Write(ref blocks[index], block);
            generated += count;
            Report();
            if (generated == rows.Count)
            {
                maker.Release();
                (images, levels) = ([], []);
            }

            return block;
        }
    }

    private ImageBlock Keep(ReadOnlySpan<byte> bytes, int[]? ends)
    {
        int each = rendering.Length ?? 0;
        if (inMemory + bytes.Length <= options.MemoryLimit)
        {
            inMemory += bytes.Length;
            return ImageBlock.InMemory(bytes.ToArray(), each, ends);
        }

        spool ??= new SpoolFile(Path.GetTempPath());
        spool.Write(spooled, bytes);
        ImageBlock block = ImageBlock.Spooled(spooled, bytes.Length, each, ends);
        spooled += bytes.Length;
        return block;
    }

    private void Report()
    {
        if (generated < rows.Count && Stopwatch.GetElapsedTime(reported) < ReportEvery) return;
        reported = Stopwatch.GetTimestamp();
        environment.Info(FormattableString.Invariant($"Generated {generated} of {rows.Count} images."));
    }

    private void Free()
    {
        maker.Dispose();
        rendering.Dispose();
        spool?.Dispose();
        Array.Clear(blocks);
    }
}
