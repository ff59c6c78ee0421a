using GanAugment.Data;

namespace GanAugment.Evaluation;

/// <summary>Reads images and makes vectors of them, batch by batch.</summary>
internal static class FeatureRows
{
    private const int Batch = 64;

    /// <summary>Features of some images of a set.</summary>
    /// <param name="source">The images.</param>
    /// <param name="indices">Which.</param>
    /// <param name="extractor">Makes the features.</param>
    /// <param name="rows">Takes [n, Length] of the next n images.</param>
    /// <param name="cancellation">Checked before every batch.</param>
    /// <exception cref="GeneratorException">A feature is no finite number.</exception>
    public static void Read(ILabelledImageSource source, ReadOnlySpan<int> indices, IFeatureExtractor extractor, Action<ReadOnlyMemory<float>> rows,
        CancellationToken cancellation)
    {
        int size = extractor.Length;
        var features = new float[Batch * size]; // [N, D]
        Batches(source, indices, (unit, done, count) =>
        {
            extractor.Extract(count, source.Shape, unit.Span, features.AsSpan(0, count * size));
            if (!PixelRange.IsFinite(features.AsSpan(0, count * size))) throw NoNumber(source, features, size, count, done, extractor.Name);
            rows(features.AsMemory(0, count * size));
        }, cancellation);
    }

    /// <summary>Images of a set in [−1, 1], a batch at a time.</summary>
    /// <param name="source">The images.</param>
    /// <param name="indices">Which.</param>
    /// <param name="batch">Takes [n, C, H, W], how many came before, and n.</param>
    /// <param name="cancellation">Checked before every batch.</param>
    public static void Batches(ILabelledImageSource source, ReadOnlySpan<int> indices, Action<ReadOnlyMemory<float>, int, int> batch,
        CancellationToken cancellation)
    {
        int length = source.Shape.Length;
        var bytes = new byte[Batch * length];
        var unit = new float[Batch * length]; // [N, C, H, W]
        for (int done = 0; done < indices.Length; done += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(Batch, indices.Length - done);
            for (int i = 0; i < count; i++) source.Read(indices[done + i], bytes.AsSpan(i * length, length));
            PixelRange.ToUnit(bytes.AsSpan(0, count * length), unit);
            batch(unit.AsMemory(0, count * length), done, count);
        }
    }

    private static GeneratorException NoNumber(ILabelledImageSource source, float[] features, int size, int count, int done, string name)
    {
        int bad = Enumerable.Range(0, count).First(i => !PixelRange.IsFinite(features.AsSpan(i * size, size)));
        return new GeneratorException($"The feature network '{name}' makes features of an image that are no finite numbers.",
            $"It is image {done + bad} of those read from '{source.Origin}'.",
            "Check that the network takes images in [−1, 1] of that shape, or give another one.");
    }
}
