using System.Diagnostics;
using GanAugment.Data;
using GanAugment.Generation;

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

    private readonly GeneratorSource source;
    private readonly SyntheticRows rows;
    private readonly int[] generatorClasses;
    private readonly BigGanAugmentationOptions options;
    private readonly CatalogEnvironment environment;
    private readonly Lock gate = new();
    private readonly byte[]?[] blocks; // BatchSize images each; empty where spooled, null where not generated
    private readonly long memoryBlocks;
    private SpoolFile? spool;
    private ConditionalSampler? sampler;
    private int generated;
    private long inMemory;
    private int readers;
    private bool disposed;
    private long reported = Stopwatch.GetTimestamp();

    /// <param name="source">The generator.</param>
    /// <param name="rows">The rows that need images.</param>
    /// <param name="generatorClasses">For each class of the plan the generator's class index; −1 where no image is needed.</param>
    /// <param name="options">Seed, truncation, batch size, memory limit, cancellation.</param>
    /// <param name="environment">Where progress goes.</param>
    public SyntheticImageStore(
        GeneratorSource source,
        SyntheticRows rows,
        int[] generatorClasses,
        BigGanAugmentationOptions options,
        CatalogEnvironment environment)
    {
        this.source = source;
        this.rows = rows;
        this.generatorClasses = generatorClasses;
        this.options = options;
        this.environment = environment;
        Shape = source.Manifest.Shape;
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
            sampler ??= new ConditionalSampler(source.Acquire(), options.Seed, options.Truncation, options.BatchSize);

            int first = index * options.BatchSize;
            var wanted = new (int Class, long Row)[Math.Min(options.BatchSize, rows.Count - first)];
            for (int i = 0; i < wanted.Length; i++) wanted[i] = (generatorClasses[rows.ClassOf(first + i)], rows.RowInClass(first + i));
            var images = new float[wanted.Length * Shape.Length]; // [N, C, H, W]
            sampler.Sample(wanted, images, options.CancellationToken);
            foreach (float value in images)
                if (!float.IsFinite(value))
                    throw new GeneratorException(
                        "The generator made an image with values that are no numbers.",
                        $"It was one of class '{rows.Plan[rows.ClassOf(first)].ClassName}' or its neighbours.",
                        "Train or export the generator again.");

            byte[] bytes = new byte[images.Length];
            PixelRange.ToBytes(images, bytes);
            byte[] block = Keep(index, bytes);
            generated += wanted.Length;
            Report();
            if (generated == rows.Count) ReleaseGenerator();
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

    private void ReleaseGenerator()
    {
        if (sampler is null) return;
        sampler = null;
        source.Release();
    }

    private void Free()
    {
        ReleaseGenerator();
        spool?.Dispose();
        Array.Clear(blocks);
    }
}
