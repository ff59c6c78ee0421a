using GanAugment.Training.Networks;

namespace GanAugment.Training.Import;

/// <summary>The weights of a BigGAN-deep of huggingface/pytorch-pretrained-BigGAN under this project's names and in its order.</summary>
/// <remarks>
/// Spectral norm is divided out with σ = u · (W v) of the whole matrix, before rows are left out: the output convolution has as many maps as its input, of
/// which the image is the first three. Conditions are (z, class) there and (class, z) here; the first layer's maps are (4, 4, C) there and (C, 4, 4) here; the
/// class embedding is a matrix with a column per class there and a row here.
/// </remarks>
internal sealed class HuggingFaceWeights : IWeightSource
{
    private readonly TensorTable table;
    private readonly Dictionary<string, HuggingFaceTensor> tensors = new(StringComparer.Ordinal);

    /// <summary>Checks that the file has every tensor of the configuration's network, in its shape.</summary>
    /// <exception cref="GeneratorException">A tensor is missing or has another shape.</exception>
    public HuggingFaceWeights(TensorTable table, HuggingFaceConfig config)
    {
        (this.table, Configuration) = (table, config);
        foreach (HuggingFaceTensor tensor in HuggingFaceTensor.Of(config)) tensors.Add(tensor.Name, tensor);
        foreach (HuggingFaceTensor tensor in tensors.Values)
            foreach (var (key, shape) in tensor.Needs(Normalised(tensor)))
                if (table.ShapeOf(key) is not { } found || !found.AsSpan().SequenceEqual(shape))
                    throw CheckpointError.Unusable(table.Origin,
                        $"The configuration needs '{key}' to be [{string.Join(", ", shape)}], but it {(table.ShapeOf(key) is { } other
                            ? $"is [{string.Join(", ", other)}]" : "is missing")}.", "Give the weights and the config.json that belong together.");
    }

    /// <inheritdoc/>
    public string Origin => table.Origin;

    /// <summary>The network's description.</summary>
    public HuggingFaceConfig Configuration { get; }

    /// <summary>Which place between the sets of statistics the network is given; see <see cref="TruncationStatistics"/>.</summary>
    public double Truncation { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<string> Names => tensors.Keys;

    /// <inheritdoc/>
    public long[]? ShapeOf(string name) => tensors.TryGetValue(name, out HuggingFaceTensor? tensor) ? tensor.Shape : null;

    /// <inheritdoc/>
    public float[] Read(string name)
    {
        HuggingFaceTensor tensor = tensors[name];
        if (tensor.Layout == HuggingFaceLayout.Statistics) return TruncationStatistics.Mix(table.Read(tensor.Key), Configuration.NStats, Truncation);
        float[] values = Normalised(tensor) ? Divided(tensor) : table.Read(tensor.Weight(normalised: false));
        return tensor.Arranged(values, Configuration);
    }

    /// <summary>All sets of a norm's statistics, [sets, C].</summary>
    public float[] ReadSets(string name) => table.Read(tensors[name].Key);

    // A file whose spectral norm was removed before it was saved has 'weight' alone.
    private bool Normalised(HuggingFaceTensor tensor) => tensor.IsNormalised && !table.Has(tensor.Weight(normalised: false));

    private float[] Divided(HuggingFaceTensor tensor)
    {
        float[] weight = table.Read(tensor.Weight(normalised: true)), u = table.Read($"{tensor.Key}.weight_u"), v = table.Read($"{tensor.Key}.weight_v");
        double sigma = 0;
        for (int row = 0; row < u.Length; row++)
        {
            double product = 0;
            for (int column = 0; column < v.Length; column++) product += (double)weight[row * v.Length + column] * v[column];
            sigma += u[row] * product;
        }

        if (sigma == 0 || !double.IsFinite(sigma))
            throw CheckpointError.Unusable(Origin, $"The largest singular value of '{tensor.Key}' is {sigma}.", "Give a sound checkpoint.");
        return Array.ConvertAll(weight, w => (float)(w / sigma));
    }
}
