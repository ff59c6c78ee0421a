using GanAugment.Training.Networks;

namespace GanAugment.Training.Import;

/// <summary>The constructor arguments of a discriminator from the shapes of its weights and the generator's arguments.</summary>
internal static class DiscriminatorInference
{
    /// <summary>Gives a generator the published discriminator of its resolution, or its own widths turned round where nothing is published.</summary>
    public static BigGanSpec Published(BigGanSpec generator)
    {
        bool deep = generator.Architecture == BigGanArchitecture.BigGanDeep;
        if (!ChannelTable.Resolutions.Contains(generator.Resolution))
            return generator with
            {
                DiscriminatorChannels = [.. generator.GeneratorChannels.Reverse().Skip(deep ? 0 : 1).Select(c => Math.Max(deep ? 4 : 1, c))],
                DiscriminatorDownsamplings = generator.GeneratorChannels.Count - 1,
            };
        ChannelTable table = ChannelTable.Of(generator.Resolution);
        var (widths, downsamplings) = deep ? table.DeepDiscriminator : (table.Discriminator, table.Downsamplings);
        int width = Math.Max(deep ? 4 : 1, generator.GeneratorChannels[0] / table.Generator[0]);
        return generator with { DiscriminatorChannels = [.. widths.Select(m => m * width)], DiscriminatorDownsamplings = downsamplings };
    }

    /// <summary>Infers the discriminator's arguments.</summary>
    /// <param name="spec">The generator's.</param>
    /// <param name="weights">The discriminator.</param>
    /// <param name="depth">Blocks per stage; null where the names do not tell.</param>
    /// <param name="given">What the caller knows.</param>
    /// <param name="missing">Receives what neither shapes nor caller tell.</param>
    /// <exception cref="GeneratorException">The shapes are those of no discriminator that there is, or of one for another generator.</exception>
    public static BigGanSpec Infer(BigGanSpec spec, IWeightSource weights, int? depth, ImportOptions given, MissingFlags missing)
    {
        var shapes = new WeightShapes(weights);
        bool deep = shapes.Has("stem.weight");
        if (deep != (spec.Architecture == BigGanArchitecture.BigGanDeep))
            throw shapes.Unusable("The discriminator is of another family than the generator.", "Give the discriminator that the generator was trained with.");
        int[] widths = shapes.Widths(deep ? "conv4" : "conv2");
        int[] channels = deep ? Stages(widths, depth ?? DepthOf(widths, spec), shapes) : widths[1..];
        int classes = shapes.Matrix("embedding.weight").Rows, image = deep ? shapes.Sizes("stem.weight", 4)[1] : widths[0];
        if (classes != spec.Classes || image != spec.ImageChannels)
            throw shapes.Unusable(
                $"The discriminator knows {classes} classes of images with {image} channels, but the generator {spec.Classes} with {spec.ImageChannels}.",
                "Give the discriminator that the generator was trained with.");
        spec = spec with
        {
            DiscriminatorChannels = channels,
            DiscriminatorDepth = deep ? (widths.Length - 1) / (channels.Length - 1) : 2,
            WideDiscriminator = deep || IsWide(shapes, widths),
            DiscriminatorSpectralNorm = shapes.Has("linear.u"),
            SpectralNormEpsilon = shapes.Has("linear.u") ? GeneratorInference.SpectralNormEpsilon(given, missing) : spec.SpectralNormEpsilon,
        };
        spec = spec with { DiscriminatorDownsamplings = Downsamplings(spec, shapes, widths, given, missing) };
        return spec with { DiscriminatorAttention = Attention(spec, shapes, widths.Length - 1) };
    }

    private static int DepthOf(int[] widths, BigGanSpec spec)
    {
        int stages = Published(spec).DiscriminatorChannels.Count - 1, blocks = widths.Length - 1;
        return blocks % stages == 0 ? blocks / stages : spec.GeneratorDepth;
    }

    // The first block of a stage changes the width.
    private static int[] Stages(int[] widths, int depth, WeightShapes shapes)
    {
        int blocks = widths.Length - 1;
        if (blocks % depth != 0 || Enumerable.Range(0, blocks).Any(k => k % depth > 0 && widths[k] != widths[k + 1]))
            throw shapes.Unusable($"The widths {string.Join(", ", widths)} of the discriminator's blocks make no stages of {depth} blocks.",
                "Give a checkpoint of a BigGAN.");
        return [widths[0], .. Enumerable.Range(0, blocks / depth).Select(s => widths[(s + 1) * depth])];
    }

    private static bool IsWide(WeightShapes shapes, int[] widths)
    {
        int[] hidden = [.. Enumerable.Range(0, widths.Length - 1).Select(i => shapes.Sizes($"blocks.{i}.conv1.weight", 4)[0])];
        if (hidden.SequenceEqual(widths[1..])) return true;
        return hidden.SequenceEqual(widths[..^1]) ? false
            : throw shapes.Unusable($"The discriminator's blocks are {string.Join(", ", hidden)} channels wide inside.",
                "Only discriminators as wide inside as before or behind each block can be imported.");
    }

    // A plain block has a shortcut of its own where it halves the size or changes the width, so only blocks that keep the width tell.
    private static int Downsamplings(BigGanSpec spec, WeightShapes shapes, int[] widths, ImportOptions given, MissingFlags missing)
    {
        bool deep = spec.Architecture == BigGanArchitecture.BigGanDeep;
        int[] possible = [.. Enumerable.Range(0, spec.DiscriminatorStages + 1).Where(d => spec.Resolution >> d >= 1
            && (deep || Enumerable.Range(0, spec.DiscriminatorStages).All(i =>
                shapes.Has($"blocks.{i}.shortcut.weight") == (i < d || widths[i] != widths[i + 1]))))];
        if (possible.Length == 0) throw shapes.Unusable("The discriminator's shortcuts are those of no BigGAN.", "Give a checkpoint of a BigGAN.");
        if (possible.Length == 1) return possible[0];
        BigGanSpec published = Published(spec);
        bool follows = published.DiscriminatorChannels.Count == spec.DiscriminatorChannels.Count
            && published.DiscriminatorChannels.Zip(spec.DiscriminatorChannels)
                .All(p => (long)p.First * spec.DiscriminatorChannels[0] == (long)p.Second * published.DiscriminatorChannels[0]);
        int? known = given.DiscriminatorDownsamplings ?? (follows ? published.DiscriminatorDownsamplings : null);
        int count = missing.Ask(known, possible[0], "how many of the discriminator's stages halve the size",
            $"DiscriminatorDownsamplings, one of {string.Join(", ", possible)}");
        return possible.Contains(count) ? count
            : throw new OptionException($"The discriminator cannot halve the size {count} times.", $"The file is '{shapes.Origin}'.",
                $"Give DiscriminatorDownsamplings, one of {string.Join(", ", possible)}.");
    }

    private static int? Attention(BigGanSpec spec, WeightShapes shapes, int blocks)
    {
        int depth = spec.Architecture == BigGanArchitecture.BigGanDeep ? spec.DiscriminatorDepth : 1;
        int[] places = [.. Enumerable.Range(0, blocks).Where(k => shapes.Has($"blocks.{k}.attention.gamma"))];
        if (places.Length == 0) return null;
        int size = spec.DiscriminatorSizes[places[0] / depth];
        return places.Length == 1 && spec.DiscriminatorSizes.Count(s => s == size) == 1 ? size
            : throw shapes.Unusable($"The discriminator has attention behind its blocks {string.Join(", ", places)}, of which several work at {size}×{size}.",
                "Import the generator alone.");
    }
}
