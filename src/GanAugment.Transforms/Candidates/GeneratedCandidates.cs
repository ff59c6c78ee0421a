using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Provenance;

namespace GanAugment.Transforms.Candidates;

/// <summary>Images that a generator makes of latents: candidate r of a class is row r of its latent stream.</summary>
internal sealed class GeneratedCandidates(
    GeneratorSource source, IReadOnlyList<string> classes, ImageAddresses addresses, BigGanAugmentationOptions options) : ICandidateImages
{
    private ConditionalSampler? sampler;

    public ImageShape Shape => source.Manifest.Shape;

    public long Limit(int planClass) => ImageAddresses.Rows;

    public void Make(ReadOnlySpan<Candidate> candidates, Span<float> images)
    {
        Span<ImageAddress> from = candidates.Length <= 64 ? stackalloc ImageAddress[candidates.Length] : new ImageAddress[candidates.Length];
        for (int i = 0; i < from.Length; i++) from[i] = addresses.Of(candidates[i].Class, candidates[i].Number);
        Sample(from, images);
        int length = Shape.Length;
        for (int i = 0; i < candidates.Length; i++)
            if (!PixelRange.IsFinite(images.Slice(i * length, length)))
                throw new GeneratorException(
                    "The generator made an image with values that are no numbers.",
                    $"It was one of class '{classes[candidates[i].Class]}'.",
                    "Train or export the generator again.");
    }

    public SyntheticOrigin OriginOf(Candidate candidate)
    {
        ImageAddress address = addresses.Of(candidate.Class, candidate.Number);
        return new SyntheticOrigin
        {
            Generator = source.Fingerprint,
            Class = source.Manifest.Classes[address.Class],
            Seed = options.Seed,
            Row = address.Row,
            Truncation = address.Truncation.ToString(),
        };
    }

    public float[] Draw(int planClass, int count)
    {
        var from = new ImageAddress[count];
        for (int i = 0; i < count; i++) from[i] = addresses.Apart(planClass, i);
        var images = new float[count * Shape.Length]; // [N, C, H, W]
        Sample(from, images);
        return images;
    }

    public void Release()
    {
        if (sampler is null) return;
        sampler = null;
        source.Release();
    }

    public void Dispose() => Release();

    private void Sample(ReadOnlySpan<ImageAddress> from, Span<float> images)
    {
        sampler ??= new ConditionalSampler(source.Acquire(), options.Seed, options.Truncation, options.BatchSize);
        sampler.Sample(from, images, options.CancellationToken);
    }
}
