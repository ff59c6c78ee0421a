namespace GanAugment.Training.Import;

/// <summary>The shapes of a network's weights as sizes that a network can have.</summary>
internal sealed class WeightShapes(IWeightSource weights)
{
    // Wider than any layer, narrow enough that no product of two overflows.
    private const long LargestSize = 1 << 20;

    // The published networks have at most 14.
    private const int MostBlocks = 256;

    /// <summary>The file, for messages.</summary>
    public string Origin => weights.Origin;

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => weights.ShapeOf(name) is not null;

    /// <summary>The shape of a tensor of so many dimensions.</summary>
    public int[] Sizes(string name, int dimensions)
    {
        long[] shape = weights.ShapeOf(name) ?? throw Unusable($"The network's '{name}' is missing.", "Give a complete checkpoint of a BigGAN.");
        return shape.Length == dimensions && shape.All(s => s is >= 1 and <= LargestSize) ? [.. shape.Select(s => (int)s)]
            : throw Unusable($"The network's '{name}' is [{string.Join(", ", shape)}], which no BigGAN has.", "Give a checkpoint of a BigGAN.");
    }

    /// <summary>The shape of a matrix.</summary>
    public (int Rows, int Columns) Matrix(string name) => Sizes(name, 2) is [var rows, var columns] ? (rows, columns) : default;

    /// <summary>Channels before the first block and behind each.</summary>
    /// <param name="last">The last convolution of a block.</param>
    public int[] Widths(string last)
    {
        List<int> widths = [Sizes("blocks.0.conv1.weight", 4)[1]];
        for (int i = 0; Has($"blocks.{i}.conv1.weight"); i++)
        {
            if (i == MostBlocks) throw Unusable($"The network has more than {MostBlocks} blocks.", "Give a checkpoint of a BigGAN.");
            if (Sizes($"blocks.{i}.conv1.weight", 4)[1] != widths[^1])
                throw Unusable($"Block {i} does not take the {widths[^1]} channels that come to it.", "Give a checkpoint of a BigGAN.");
            widths.Add(Sizes($"blocks.{i}.{last}.weight", 4)[0]);
        }

        return [.. widths];
    }

    /// <summary>The file cannot be used.</summary>
    public GeneratorException Unusable(string why, string remedy) => CheckpointError.Unusable(weights.Origin, why, remedy);
}
