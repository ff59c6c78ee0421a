using GanAugment.Generation;

namespace GanAugment.Tests.Generation;

public class ConditionalSamplerTests
{
    private const int ImageLength = 16;

    [Fact]
    public void An_image_is_the_generators_answer_to_its_own_latent_and_class()
    {
        using var generator = new LinearGenerator();
        var images = new float[7 * ImageLength];
        new ConditionalSampler(generator, seed: 9, batchSize: 4).Sample(2, firstRow: 100, count: 7, images);
        var latents = new LatentStream(9);
        var z = new float[5];
        for (int n = 0; n < 7; n++)
        {
            latents.Fill(2, 100 + n, z);
            for (int p = 0; p < ImageLength; p++) Assert.Equal(MathF.Tanh(z[p % 5] + 2), images[n * ImageLength + p]);
        }
    }

    [Fact]
    public void A_generator_with_statistics_per_truncation_hears_that_of_every_row()
    {
        using var generator = new LinearGenerator(statisticsSets: 51);
        var sampler = new ConditionalSampler(generator, seed: 9, batchSize: 4);
        sampler.Sample([new ImageAddress(0, 0, Truncation.Scaled(0.5f)), new ImageAddress(1, 0, Truncation.None)], new float[2 * ImageLength]);
        Assert.Equal([0.5f, 1, 1, 1], generator.Truncations);
        Assert.Throws<OptionException>(() => sampler.Sample([new ImageAddress(0, 0, Truncation.Threshold(0.5f))], new float[ImageLength]));
        using var plain = new LinearGenerator();
        new ConditionalSampler(plain, seed: 9, Truncation.Threshold(0.5f)).Sample(0, 0, 1, new float[ImageLength]);
        Assert.Empty(plain.Truncations);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(64)]
    public void Images_do_not_depend_on_batch_size_or_order(int batchSize)
    {
        using var generator = new LinearGenerator();
        (int, long)[] rows = [.. Enumerable.Range(0, 20).Select(i => (i % 3, (long)i / 3))];
        var expected = new float[20 * ImageLength];
        new ConditionalSampler(generator, 1).Sample(rows, expected);

        var reversed = new float[20 * ImageLength];
        new ConditionalSampler(generator, 1, batchSize: batchSize).Sample([.. rows.Reverse()], reversed);
        for (int n = 0; n < 20; n++)
            Assert.Equal(expected[(n * ImageLength)..((n + 1) * ImageLength)], reversed[((19 - n) * ImageLength)..((20 - n) * ImageLength)]);
    }

    [Fact]
    public void The_generator_sees_full_batches_only()
    {
        using var generator = new LinearGenerator();
        new ConditionalSampler(generator, 1, batchSize: 8).Sample(0, 0, 19, new float[19 * ImageLength]);
        Assert.Equal([8, 8, 8], generator.Batches);
    }

    [Fact]
    public void Nothing_asked_for_means_nothing_generated()
    {
        using var generator = new LinearGenerator();
        new ConditionalSampler(generator, 1).Sample(ReadOnlySpan<ImageAddress>.Empty, []);
        Assert.Empty(generator.Batches);
    }

    [Fact]
    public void Cancellation_stops_before_the_next_batch()
    {
        using var generator = new LinearGenerator();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => new ConditionalSampler(generator, 1).Sample(0, 0, 1, new float[ImageLength], cancelled.Token));
        Assert.Empty(generator.Batches);
    }

    [Fact]
    public void Impossible_requests_are_refused()
    {
        using var generator = new LinearGenerator();
        var sampler = new ConditionalSampler(generator, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => sampler.Sample(3, 0, 1, new float[ImageLength]));
        Assert.Throws<ArgumentException>(() => sampler.Sample(0, 0, 2, new float[ImageLength]));
        Assert.Throws<OptionException>(() => new ConditionalSampler(generator, 1, batchSize: 0));
    }
}
