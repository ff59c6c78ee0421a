using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Provenance;

namespace GanAugment.Transforms.Rows;

/// <summary>Images as the generator makes them: row r of a class is image r of the class.</summary>
internal sealed class GeneratedImages(GeneratorSource source, SyntheticRows rows, ImageAddresses addresses, BigGanAugmentationOptions options)
    : ISyntheticImages
{
    private ConditionalSampler? sampler;

    public ImageShape Shape => source.Manifest.Shape;

    public void Make(ReadOnlySpan<int> wanted, Span<float> images)
    {
        var from = new ImageAddress[wanted.Length];
        for (int i = 0; i < wanted.Length; i++) from[i] = addresses.Of(rows.ClassOf(wanted[i]), rows.RowInClass(wanted[i]));
        sampler ??= new ConditionalSampler(source.Acquire(), options.Seed, options.Truncation, options.BatchSize);
        sampler.Sample(from, images, options.CancellationToken);
        int length = Shape.Length;
        for (int i = 0; i < wanted.Length; i++)
            foreach (float value in images.Slice(i * length, length))
                if (!float.IsFinite(value))
                    throw new GeneratorException(
                        "The generator made an image with values that are no numbers.",
                        $"It was one of class '{rows.Plan[rows.ClassOf(wanted[i])].ClassName}'.",
                        "Train or export the generator again.");
    }

    public SyntheticOrigin OriginOf(int row)
    {
        ImageAddress address = addresses.Of(rows.ClassOf(row), rows.RowInClass(row));
        return new SyntheticOrigin
        {
            Generator = source.Fingerprint,
            Class = source.Manifest.Classes[address.Class],
            Seed = options.Seed,
            Row = address.Row,
            Truncation = address.Truncation.ToString(),
        };
    }

    public void Release()
    {
        if (sampler is null) return;
        sampler = null;
        source.Release();
    }

    public void Dispose() => Release();
}
