using GanAugment.Data;
using GanAugment.Generation;

namespace GanAugment.Evaluation;

/// <summary>Images of a generator as a data set: each is drawn when it is read, by class and row, so that any number takes no memory.</summary>
/// <remarks>Levels are 0 … 255, as in a file: what is measured is what would be stored. Read in order it draws each image once.</remarks>
public sealed class GeneratedImages : ILabelledImageSource
{
    private const int Block = 64;

    // Readers that take a few hundred images at once, in parallel, must not draw them twice.
    private const int KeptBlocks = 8;

    private readonly ConditionalSampler sampler;
    private readonly int[] first; // [class + 1]: where each class begins
    private readonly int[] labels;
    private readonly Dictionary<int, byte[]> blocks = [];
    private readonly Queue<int> order = [];
    private readonly Lock gate = new();

    /// <summary>Describes the images; nothing is drawn yet.</summary>
    /// <param name="generator">The generator; it stays the caller's to dispose.</param>
    /// <param name="perClass">How many of each class, in the generator's class order.</param>
    /// <param name="seed">The seed of the latents.</param>
    /// <param name="truncation">How z is drawn.</param>
    public GeneratedImages(IConditionalGenerator generator, IReadOnlyList<int> perClass, long seed, Truncation truncation = default)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(perClass);
        Classes = new ClassMap(generator.Manifest.Classes);
        if (perClass.Count != Classes.Count)
            throw new ArgumentException($"{Classes.Count} classes have {perClass.Count} numbers of images.", nameof(perClass));
        sampler = new ConditionalSampler(generator, seed, truncation);
        Shape = generator.Manifest.Shape;
        Origin = $"generated images, seed {seed}, truncation {truncation}";
        first = new int[Classes.Count + 1];
        for (int c = 0; c < Classes.Count; c++) first[c + 1] = checked(first[c] + perClass[c]);
        labels = new int[first[^1]];
        for (int c = 0; c < Classes.Count; c++) labels.AsSpan(first[c], perClass[c]).Fill(c);
    }

    /// <inheritdoc/>
    public string Origin { get; }

    /// <inheritdoc/>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public ClassMap Classes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels => labels;

    /// <inheritdoc/>
    public void Read(int index, Span<byte> pixels)
    {
        int block = index / Block;
        byte[]? images;
        lock (gate)
        {
            if (!blocks.TryGetValue(block, out images))
            {
                if (order.Count == KeptBlocks) blocks.Remove(order.Dequeue());
                blocks[block] = images = Draw(block);
                order.Enqueue(block);
            }
        }

        images.AsSpan(index % Block * Shape.Length, Shape.Length).CopyTo(pixels);
    }

    private byte[] Draw(int block)
    {
        int start = block * Block, count = Math.Min(Block, labels.Length - start);
        var rows = new (int, long)[count];
        for (int i = 0; i < count; i++) rows[i] = (labels[start + i], start + i - first[labels[start + i]]);
        var images = new float[count * Shape.Length]; // [N, C, H, W]
        sampler.Sample(rows, images);
        var bytes = new byte[images.Length];
        PixelRange.ToBytes(images, bytes);
        return bytes;
    }
}
