using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Candidates;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Rows;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests.Rows;

public sealed class SyntheticImageStoreTests
{
    private const int Count = 50;

    private readonly CatalogEnvironment environment = CatalogEnvironment.Of(new MLContext().Transforms);

    private readonly SyntheticRows rows = new(SamplingPlan.Resolve(
        SamplingStrategy.Custom(new Dictionary<string, int> { ["a"] = 30, ["b"] = 20 }), [KeyValuePair.Create("a", 1L), KeyValuePair.Create("b", 1L)]));

    [Fact]
    public void Images_are_those_of_seed_class_and_row()
    {
        using SyntheticImageStore store = Store(new PatternGenerator(Example.Classes));
        var sampler = new ConditionalSampler(new PatternGenerator(Example.Classes), 3);
        float[] unit = new float[16];
        byte[] expected = new byte[16];
        for (int row = 0; row < Count; row++)
        {
            sampler.Sample(1 + rows.ClassOf(row), rows.RowInClass(row), 1, unit);
            PixelRange.ToBytes(unit, expected);
            Assert.Equal(expected, store.OpenReader().Read(row));
        }
    }

    [Fact]
    public void Batch_size_memory_limit_and_order_of_reading_change_no_image()
    {
        byte[][] expected = ReadAll(Store(new PatternGenerator(Example.Classes)), Enumerable.Range(0, Count));
        foreach (int batch in new[] { 1, 7, 64 })
            foreach (long limit in new[] { 0L, 500, 1 << 20 })
            {
                using SyntheticImageStore store = Store(new PatternGenerator(Example.Classes), o => o with { BatchSize = batch, MemoryLimit = limit });
                Assert.Equal(expected, ReadAll(store, Enumerable.Range(0, Count).Reverse()).Reverse());
            }
    }

    [Fact]
    public void One_reader_may_go_forwards_backwards_and_to_and_fro()
    {
        byte[][] expected = ReadAll(Store(new PatternGenerator(Example.Classes)), Enumerable.Range(0, Count));
        foreach (long limit in new[] { 0L, 300, 1 << 20 })
        {
            using SyntheticImageStore store = Store(new PatternGenerator(Example.Classes), o => o with { BatchSize = 7, MemoryLimit = limit });
            StoreReader reader = store.OpenReader();
            foreach (int row in new[] { 0, 1, 2, 2, 9, 8, 7, 6, 7, 8, 20, 49, 48, 0, 1, 30, 31, 34, 35, 36, 29 }) Assert.Equal(expected[row], reader.Read(row));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public void Each_image_is_generated_once_however_many_threads_read(long limit)
    {
        var generator = new PatternGenerator(Example.Classes);
        using SyntheticImageStore store = Store(generator, o => o with { MemoryLimit = limit });
        byte[][] expected = ReadAll(Store(new PatternGenerator(Example.Classes)), Enumerable.Range(0, Count));
        Parallel.For(0, 8, _ => Assert.Equal(expected, ReadAll(store, Enumerable.Range(0, Count))));
        Assert.Equal(4, generator.Calls);
    }

    [Fact]
    public void Reading_one_image_generates_one_batch()
    {
        var generator = new PatternGenerator(Example.Classes);
        using SyntheticImageStore store = Store(generator);
        Assert.Equal(0, generator.Calls);
        store.OpenReader().Read(Count - 1);
        Assert.Equal(1, generator.Calls);
    }

    [Fact]
    public void A_cursor_that_is_open_keeps_the_images_of_a_disposed_store()
    {
        SyntheticImageStore store = Store(new PatternGenerator(Example.Classes));
        store.Open();
        store.Dispose();
        store.OpenReader().Read(3);
        store.Close();
        Assert.Throws<ObjectDisposedException>(store.Open);
    }

    [Fact]
    public void Cancelling_stops_before_the_next_batch()
    {
        using var cancel = new CancellationTokenSource();
        using SyntheticImageStore store = Store(new PatternGenerator(Example.Classes), o => o with { CancellationToken = cancel.Token });
        store.OpenReader().Read(0);
        cancel.Cancel();
        store.OpenReader().Read(1);
        Assert.ThrowsAny<OperationCanceledException>(() => { store.OpenReader().Read(Count - 1); });
    }

    [Fact]
    public void A_generator_that_fails_is_asked_again()
    {
        bool fail = true;
        var generator = new PatternGenerator(Example.Classes) { OnGenerate = () => { if (fail) throw new InvalidOperationException("busy"); } };
        using SyntheticImageStore store = Store(generator);
        Assert.Throws<InvalidOperationException>(() => { store.OpenReader().Read(0); });
        fail = false;
        store.OpenReader().Read(0);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_refused()
    {
        BigGanAugmentationOptions options = Given.Options() with { Generator = new NotANumber() };
        using SyntheticImageStore store = Store(options);
        Assert.Contains("no numbers", Assert.Throws<GeneratorException>(() => { store.OpenReader().Read(0); }).Message);
    }

    // The plan's classes a and b are the generator's b and c.
    private SyntheticImageStore Store(PatternGenerator generator, Func<BigGanAugmentationOptions, BigGanAugmentationOptions>? change = null)
    {
        BigGanAugmentationOptions options = Given.Options(generator);
        return Store(change?.Invoke(options) ?? options);
    }

    private SyntheticImageStore Store(BigGanAugmentationOptions options)
    {
        var addresses = new ImageAddresses(["a", "b"], [1, 2], options);
        var candidates = new GeneratedCandidates(GeneratorSource.Open(options, environment), ["a", "b"], addresses, options);
        var maker = new UnfilteredImages(candidates, rows);
        var rendering = new PixelRendering(maker.Shape, new ImageResizer(null, options.Resizing, options.CropAnchor), PixelOrder.Planes(1));
        return new SyntheticImageStore(maker, rendering, rows, options, environment);
    }

    private static byte[][] ReadAll(SyntheticImageStore store, IEnumerable<int> order)
    {
        StoreReader reader = store.OpenReader();
        return [.. order.Select(row => reader.Read(row).ToArray())];
    }

    private sealed class NotANumber : IConditionalGenerator
    {
        public GeneratorManifest Manifest => TinyOnnx.Manifest;

        public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images) => images.Fill(float.NaN);

        public void Dispose()
        {
        }
    }
}
