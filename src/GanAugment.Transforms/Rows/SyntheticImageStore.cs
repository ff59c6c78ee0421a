using System.Diagnostics;
using GanAugment.Data;
using GanAugment.Provenance;

namespace GanAugment.Transforms.Rows;

/// <summary>The images of the synthetic rows: generated in batches when first read, once each, and kept as bytes in memory and beyond its limit in a
/// temporary file.</summary>
/// <remarks>
/// Trainers read their data many times (SDCA asks about a thousand times for each row), often from several threads. Generating is serial, because one
/// call of the generator keeps all cores busy;
/// reading what was generated takes no lock.
/// </remarks>
internal sealed class SyntheticImageStore : IDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    private readonly ISyntheticImages maker;
    private readonly SyntheticRows rows;
    private readonly BigGanAugmentationOptions options;
    private readonly CatalogEnvironment environment;
    private readonly Lock gate = new();
    private readonly byte[]?[] blocks; // BatchSize images each; empty where spooled, null where not generated
    private readonly long memoryBlocks;
    private SpoolFile? spool;
    private int generated;
    private long inMemory;
    private int readers;
    private bool disposed;
    private long reported = Stopwatch.GetTimestamp();

    /// <param name="maker">Makes the images; the store disposes it.</param>
    /// <param name="rows">The rows that need images.</param>
    /// <param name="options">Batch size, memory limit, cancellation.</param>
    /// <param name="environment">Where progress goes.</param>
    public SyntheticImageStore(ISyntheticImages maker, SyntheticRows rows, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        this.maker = maker;
        this.rows = rows;
        this.options = options;
        this.environment = environment;
        Shape = maker.Shape;
        blocks = new byte[]?[(rows.Count + options.BatchSize - 1) / options.BatchSize];
        memoryBlocks = options.MemoryLimit / ((long)options.BatchSize * Shape.Length);
    }

    /// <summary>The shape of each image.</summary>
    public ImageShape Shape { get; }

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

    /// <summary>Reads one image.</summary>
    /// <param name="row">The synthetic row.</param>
    /// <param name="image">Receives [C, H, W], 0 … 255.</param>
    public void Read(int row, Span<byte> image)
    {
        var (index, within) = Math.DivRem(row, options.BatchSize);
        byte[] block = Volatile.Read(ref blocks[index]) ?? Generate(index);
        if (block.Length > 0) block.AsSpan(within * Shape.Length, Shape.Length).CopyTo(image);
        else spool!.Read((long)row * Shape.Length, image);
    }

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

    private byte[] Generate(int index)
    {
        lock (gate)
        {
            if (blocks[index] is { } other) return other;
            options.CancellationToken.ThrowIfCancellationRequested();
            int first = index * options.BatchSize;
            int[] wanted = [.. Enumerable.Range(first, Math.Min(options.BatchSize, rows.Count - first))];
            var images = new float[wanted.Length * Shape.Length]; // [N, C, H, W]
            maker.Make(wanted, images);
            byte[] bytes = new byte[images.Length];
            PixelRange.ToBytes(images, bytes);
            byte[] block = Keep(index, bytes);
            generated += wanted.Length;
            Report();
            if (generated == rows.Count) maker.Release();
            return block;
        }
    }

    private byte[] Keep(int index, byte[] bytes)
    {
        if (inMemory < memoryBlocks)
        {
            inMemory++;
        }
        else
        {
            spool ??= new SpoolFile(Path.GetTempPath());
            spool.Write((long)index * options.BatchSize * Shape.Length, bytes);
            bytes = [];
        }

        Volatile.Write(ref blocks[index], bytes);
        return bytes;
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
        spool?.Dispose();
        Array.Clear(blocks);
    }
}
