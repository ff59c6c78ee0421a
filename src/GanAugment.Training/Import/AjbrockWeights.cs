namespace GanAugment.Training.Import;

/// <summary>The weights of a network of ajbrock/BigGAN-PyTorch under this project's names.</summary>
internal sealed class AjbrockWeights : IWeightSource
{
    /// <summary>The last part of the name of how many batches a norm's statistics are the sum of.</summary>
    public const string Counter = "accumulation counter";

    /// <summary>The last part of the name of what no network needs.</summary>
    public const string Unused = "unused";

    private readonly TensorTable table;
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>Gives the tensors of a file this project's names.</summary>
    /// <param name="table">The file.</param>
    /// <exception cref="GeneratorException">It has tensors that no BigGAN has.</exception>
    public AjbrockWeights(TensorTable table)
    {
        this.table = table;
        Depth = DepthOf(table);
        foreach (string name in table.Names)
        {
            if (IsForLogging(name)) continue;
            string? ours = ReferenceNames.ToOurs(name, Depth);
            if (ours is null || !names.TryAdd(ours, name))
                throw CheckpointError.Unusable(table.Origin, $"The checkpoint has the tensor '{name}', which no BigGAN of ajbrock/BigGAN-PyTorch has.",
                    "Give a file of the weights of its Generator or Discriminator.");
        }
    }

    /// <inheritdoc/>
    public string Origin => table.Origin;

    /// <summary>Blocks per stage of its deep discriminator; 1 in every other network.</summary>
    public int Depth { get; }

    /// <summary>Over how many batches the norms' statistics were summed up (<c>--mybn</c>), or null where they were not.</summary>
    public float? Accumulated
    {
        get
        {
            string? counter = names.GetValueOrDefault($"norm.{Counter}");
            return counter is not null && table.Read(counter) is [not 0 and var batches] ? batches : null;
        }
    }

    /// <summary>Whether the statistics are sums, to be divided by their norm's counter.</summary>
    public bool StatisticsAreSums { get; set; }

    /// <inheritdoc/>
    public IEnumerable<string> Names => names.Keys.Where(name => Leaf(name) is not (Counter or Unused));

    /// <inheritdoc/>
    public long[]? ShapeOf(string name) => !names.TryGetValue(name, out string? theirs) ? null
        // Converters write the one number as a vector.
        : Leaf(name) == "gamma" && table.ShapeOf(theirs) is [1] ? [] : table.ShapeOf(theirs);

    /// <inheritdoc/>
    public float[] Read(string name)
    {
        float[] values = table.Read(names[name]);
        if (!StatisticsAreSums || Leaf(name) is not ("mean" or "variance")) return values;
        if (!names.TryGetValue($"{Layer(name)}.{Counter}", out string? counter)) return values;
        float[] batches = table.Read(counter);
        return batches is [> 0] ? Array.ConvertAll(values, v => v / batches[0])
            : throw CheckpointError.Unusable(Origin, $"The statistics '{names[name]}' are the sum of no batch.",
                "Give a checkpoint whose standing statistics were taken.");
    }

    // In the deep discriminator alone a stage has several blocks of its own.
    private static int DepthOf(TensorTable table)
    {
        int depth = 1;
        if (table.Has("input_conv.weight"))
            while (table.Has($"blocks.0.{depth}.conv1.weight")) depth++;
        return depth;
    }

    // Singular values are kept for logs, and every singular vector but the first has no part in the result.
    private static bool IsForLogging(string name)
    {
        string leaf = Leaf(name);
        return (leaf.StartsWith("sv", StringComparison.Ordinal) && leaf[2..].All(char.IsAsciiDigit))
            || (leaf.Length > 1 && leaf[0] == 'u' && leaf[1..].All(char.IsAsciiDigit) && leaf != "u0");
    }

    private static string Leaf(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static string Layer(string name) => name[..Math.Max(0, name.LastIndexOf('.'))];
}
