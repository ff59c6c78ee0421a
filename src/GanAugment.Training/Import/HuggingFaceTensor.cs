using GanAugment.Training.Networks;

namespace GanAugment.Training.Import;

/// <summary>One tensor of a BigGAN-deep: its name and shape here, and where and how it lies in a Hugging Face checkpoint.</summary>
/// <param name="Name">Its name here.</param>
/// <param name="Shape">Its shape here.</param>
/// <param name="Key">The key there; of a normalised weight, the layer's.</param>
/// <param name="Layout">How its numbers are arranged there.</param>
/// <param name="IsNormalised">Whether it is a weight behind spectral norm.</param>
internal sealed record HuggingFaceTensor(string Name, long[] Shape, string Key, HuggingFaceLayout Layout = HuggingFaceLayout.Same, bool IsNormalised = false)
{
    private const int ImageChannels = 3, Bottom = BigGanSpec.BottomSize * BigGanSpec.BottomSize;

    private int Sets { get; init; }

    private long Maps { get; init; }

    /// <summary>All tensors of a configuration's network.</summary>
    public static IEnumerable<HuggingFaceTensor> Of(HuggingFaceConfig config)
    {
        int width = config.ChannelWidth, condition = 2 * config.ZDim, first = config.Blocks[0].In * Bottom;
        yield return new("embedding.weight", [config.NumClasses, config.ZDim], "embeddings.weight", HuggingFaceLayout.Transposed);
        yield return new("linear.weight", [first, condition], "generator.gen_z", HuggingFaceLayout.FirstWeight, true);
        yield return new("linear.bias", [first], "generator.gen_z.bias", HuggingFaceLayout.FirstBias);
        for (int i = 0; i < config.Blocks.Count; i++)
        {
            var (_, inputs, outputs) = config.Blocks[i];
            int hidden = inputs / 4;
            // Attention is a layer of its own and shifts those behind it.
            string ours = $"blocks.{i}", theirs = $"generator.layers.{(i >= config.AttentionLayerPosition ? i + 1 : i)}";
            int[] before = [inputs, hidden, hidden, hidden], behind = [hidden, hidden, hidden, outputs], kernel = [1, 3, 3, 1];
            for (int j = 0; j < 4; j++)
            {
                foreach (HuggingFaceTensor tensor in Norm($"{ours}.norm{j + 1}", $"{theirs}.bn_{j}", before[j], config)) yield return tensor;
                yield return new($"{ours}.norm{j + 1}.gain.weight", [before[j], condition], $"{theirs}.bn_{j}.scale", HuggingFaceLayout.Conditional, true);
                yield return new($"{ours}.norm{j + 1}.bias.weight", [before[j], condition], $"{theirs}.bn_{j}.offset", HuggingFaceLayout.Conditional, true);
                yield return new($"{ours}.conv{j + 1}.weight", [behind[j], before[j], kernel[j], kernel[j]], $"{theirs}.conv_{j}", IsNormalised: true);
                yield return new($"{ours}.conv{j + 1}.bias", [behind[j]], $"{theirs}.conv_{j}.bias");
            }

            if (i + 1 == config.AttentionLayerPosition && i + 1 < config.Blocks.Count)
                foreach (HuggingFaceTensor tensor in Attention($"{ours}.attention", $"generator.layers.{i + 1}", outputs)) yield return tensor;
        }

        foreach (HuggingFaceTensor tensor in Norm("norm", "generator.bn", width, config)) yield return tensor;
        yield return new("norm.gain", [width], "generator.bn.weight");
        yield return new("norm.bias", [width], "generator.bn.bias");
        yield return new("convolution.weight", [ImageChannels, width, 3, 3], "generator.conv_to_rgb", HuggingFaceLayout.Image, true) { Maps = width };
        yield return new("convolution.bias", [ImageChannels], "generator.conv_to_rgb.bias", HuggingFaceLayout.Image) { Maps = width };
    }

    /// <summary>The key of the weight.</summary>
    /// <param name="normalised">Whether it lies there before spectral norm.</param>
    public string Weight(bool normalised) => !IsNormalised ? Key : normalised ? $"{Key}.weight_orig" : $"{Key}.weight";

    /// <summary>The keys that must be there, with their shapes.</summary>
    /// <param name="normalised">Whether the weight lies there before spectral norm.</param>
    public IEnumerable<(string Key, long[] Shape)> Needs(bool normalised)
    {
        long[] shape = Layout switch
        {
            HuggingFaceLayout.Statistics => [Sets, .. Shape],
            HuggingFaceLayout.Transposed => [Shape[1], Shape[0]],
            HuggingFaceLayout.Image => [Maps, .. Shape[1..]],
            _ => Name.EndsWith("gamma", StringComparison.Ordinal) ? [1] : Shape,
        };
        yield return (Weight(normalised), shape);
        if (!IsNormalised || !normalised) yield break;
        yield return ($"{Key}.weight_u", [shape[0]]);
        yield return ($"{Key}.weight_v", [shape[1..].Aggregate(1L, (product, size) => product * size)]);
    }

    /// <summary>The numbers in this project's order.</summary>
    public float[] Arranged(float[] values, HuggingFaceConfig config) => Layout switch
    {
        HuggingFaceLayout.Transposed => Permuted((int)Shape[0], (int)Shape[1], (row, column) => values[column * (int)Shape[0] + row]),
        HuggingFaceLayout.Conditional => Permuted((int)Shape[0], (int)Shape[1], (row, column) => values[row * (int)Shape[1] + FromZFirst(column, config)]),
        HuggingFaceLayout.FirstWeight => Permuted((int)Shape[0], (int)Shape[1],
            (row, column) => values[FromMapsLast(row) * (int)Shape[1] + FromZFirst(column, config)]),
        HuggingFaceLayout.FirstBias => Permuted((int)Shape[0], 1, (row, _) => values[FromMapsLast(row)]),
        HuggingFaceLayout.Image => values[..(int)Shape.Aggregate(1L, (product, size) => product * size)],
        _ => values,
    };

    private static IEnumerable<HuggingFaceTensor> Norm(string ours, string theirs, int channels, HuggingFaceConfig config) =>
    [
        new($"{ours}.mean", [channels], $"{theirs}.running_means", HuggingFaceLayout.Statistics) { Sets = config.NStats },
        new($"{ours}.variance", [channels], $"{theirs}.running_vars", HuggingFaceLayout.Statistics) { Sets = config.NStats },
    ];

    private static IEnumerable<HuggingFaceTensor> Attention(string ours, string theirs, int channels) =>
    [
        new($"{ours}.theta.weight", [channels / 8, channels, 1, 1], $"{theirs}.snconv1x1_theta", IsNormalised: true),
        new($"{ours}.phi.weight", [channels / 8, channels, 1, 1], $"{theirs}.snconv1x1_phi", IsNormalised: true),
        new($"{ours}.g.weight", [channels / 2, channels, 1, 1], $"{theirs}.snconv1x1_g", IsNormalised: true),
        new($"{ours}.o.weight", [channels, channels / 2, 1, 1], $"{theirs}.snconv1x1_o_conv", IsNormalised: true),
        new($"{ours}.gamma", [], $"{theirs}.gamma"),
    ];

    private static float[] Permuted(int rows, int columns, Func<int, int, float> at)
    {
        var values = new float[rows * columns];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                values[row * columns + column] = at(row, column);
        return values;
    }

    // (class, z) → (z, class).
    private static int FromZFirst(int column, HuggingFaceConfig config) => column < config.ZDim ? config.ZDim + column : column - config.ZDim;

    // Row of (C, 4, 4) → row of (4, 4, C).
    private int FromMapsLast(int row) => row % Bottom * ((int)Shape[0] / Bottom) + row / Bottom;
}
