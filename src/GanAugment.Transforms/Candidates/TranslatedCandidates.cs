using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Transforms.Filtering;
using GanAugment.Transforms.Rows;

namespace GanAugment.Transforms.Candidates;

/// <summary>Real images of other classes, translated: candidate r of a class is its r-th source image, in an order that depends on row ids and the seed
/// alone.</summary>
/// <remarks>A translator without latents gives one image for each source, so a class has no more candidates than there are sources. With latents the sources
/// are gone through again.</remarks>
internal sealed class TranslatedCandidates : ICandidateImages
{
    private readonly GeneratorSource source;
    private readonly IReadOnlyList<string> classes;
    private readonly ImageAddresses addresses;
    private readonly Lazy<RealImages> real;
    private readonly BigGanAugmentationOptions options;
    private readonly Dictionary<int, int[]> pools = [];
    private readonly LatentStream latents;
    private IImageTranslator? translator;

    /// <param name="source">The translator.</param>
    /// <param name="classes">The plan's classes.</param>
    /// <param name="addresses">The latents of each candidate.</param>
    /// <param name="real">The training images.</param>
    /// <param name="options">Seed, batch size, cancellation.</param>
    public TranslatedCandidates(
        GeneratorSource source, IReadOnlyList<string> classes, ImageAddresses addresses, Lazy<RealImages> real, BigGanAugmentationOptions options)
    {
        this.source = source;
        this.classes = classes;
        this.addresses = addresses;
        this.real = real;
        this.options = options;
        latents = new LatentStream(options.Seed, options.Truncation);
    }

    public ImageShape Shape => source.Manifest.Shape;

    public long Limit(int planClass) => source.Manifest.LatentSize > 0 && Pool(planClass).Length > 0 ? ImageAddresses.Rows : Pool(planClass).Length;

    public void Make(ReadOnlySpan<Candidate> candidates, Span<float> images) => Translate(candidates.ToArray(), apart: false, images);

    public float[] Draw(int planClass, int count)
    {
        if (source.Manifest.LatentSize == 0) count = Math.Min(count, Pool(planClass).Length);
        var images = new float[count * Shape.Length]; // [N, C, H, W]
        Translate([.. Enumerable.Range(0, count).Select(i => new Candidate(planClass, i))], apart: true, images);
        return images;
    }

    public SyntheticOrigin OriginOf(Candidate candidate)
    {
        ImageAddress address = addresses.Of(candidate.Class, candidate.Number);
        int from = SourceOf(candidate);
        return new SyntheticOrigin
        {
            Generator = source.Fingerprint,
            Class = source.Manifest.Classes[address.Class],
            Seed = options.Seed,
            Row = address.Row,
            Truncation = address.Truncation.ToString(),
            TranslatedFrom = $"row {real.Value.Ids[from]} of class '{classes[real.Value.Labels[from]]}'",
        };
    }

    public void Release()
    {
        if (translator is null) return;
        translator = null;
        source.Release();
    }

    public void Dispose() => Release();

    private void Translate(Candidate[] candidates, bool apart, Span<float> images)
    {
        int batch = options.BatchSize, length = Shape.Length, latentSize = source.Manifest.LatentSize, k = source.Manifest.Classes.Count;
        translator ??= source.AcquireTranslator();
        byte[] bytes = new byte[length];
        float[] sources = new float[batch * length], z = new float[batch * latentSize], y = new float[batch * k], made = new float[batch * length];
        for (int done = 0; done < candidates.Length; done += batch)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            int now = Math.Min(batch, candidates.Length - done);
            Array.Clear(y);
            for (int n = 0; n < batch; n++)
            {
                // Full batches only: what is over repeats the last.
                Candidate candidate = candidates[done + Math.Min(n, now - 1)];
                ImageAddress address = apart ? addresses.Apart(candidate.Class, candidate.Number) : addresses.Of(candidate.Class, candidate.Number);
                real.Value.Read(SourceOf(candidate), bytes);
                PixelRange.ToUnit(bytes, sources.AsSpan(n * length, length));
                latents.Fill(address.Class, address.Row, z.AsSpan(n * latentSize, latentSize));
                y[n * k + address.Class] = 1;
            }

            translator.Translate(batch, sources, z, y, made);
            for (int i = 0; i < now * length; i++)
                if (!float.IsFinite(made[i]))
                    throw new GeneratorException(
                        "The translator made an image with values that are no numbers.",
                        $"It was one of class '{classes[candidates[done + i / length].Class]}'.",
                        "Train or export it again.");
            made.AsSpan(0, now * length).CopyTo(images[(done * length)..]);
        }
    }

    private int SourceOf(Candidate candidate)
    {
        int[] pool = Pool(candidate.Class);
        return pool[(int)(candidate.Number % pool.Length)];
    }

    private int[] Pool(int planClass)
    {
        if (pools.TryGetValue(planClass, out int[]? known)) return known;
        IReadOnlyList<string>? allowed = source.SourceClasses(addresses.Of(planClass, 0).Class);
        RealImages images = real.Value;
        ulong seed = SplitMix.Mix((ulong)options.Seed ^ 0x5472616E, (ulong)planClass);
        return pools[planClass] = [.. Enumerable.Range(0, images.Labels.Count)
            .Where(i => images.Labels[i] != planClass && (allowed is null || allowed.Contains(NameOf(images.Labels[i]))))
            .OrderBy(i => SplitMix.Mix(SplitMix.Mix(seed, images.Ids[i].Low), images.Ids[i].High))];
    }

    // Classes are called as the translator calls them.
    private string NameOf(int c) => options.ClassNames?.GetValueOrDefault(classes[c]) ?? classes[c];
}
