using GanAugment.Generation;

namespace GanAugment.Training.Import;

/// <summary>What to import, and what the files do not say of themselves.</summary>
/// <remarks>Where a checkpoint leaves a choice open that changes the images, the import asks for it by name rather than guess.</remarks>
public sealed record ImportOptions
{
    /// <summary>The generator: a .pth, .bin or .safetensors file, or a folder with one (<c>config.json</c> and <c>pytorch_model.bin</c>, or
    /// <c>G_ema.pth</c>).</summary>
    public required string Source { get; init; }

    /// <summary>The discriminator's file, for a warm start of training.</summary><value>Default null: none; in a folder, its <c>D.pth</c>.</value>
    public string? Discriminator { get; init; }

    /// <summary>The configuration of a Hugging Face model.</summary><value>Default null: <c>config.json</c> beside the weights.</value>
    public string? Configuration { get; init; }

    /// <summary>Class names in the order of the network's.</summary><value>Default null: class 0, class 1 and so on.</value>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>What the network added to variances in its conditional batch norms (<c>BN_eps</c>).</summary><value>Default null: the file says it, or the
    /// import asks.</value>
    public double? BatchNormEpsilon { get; init; }

    /// <summary>The smallest norm that its power iteration divided by (<c>SN_eps</c>).</summary><value>Default null: there is no spectral norm, or the import
    /// asks.</value>
    public double? SpectralNormEpsilon { get; init; }

    /// <summary>H = W of the images, where the blocks alone do not tell.</summary><value>Default null: they tell, or the import asks.</value>
    public int? Resolution { get; init; }

    /// <summary>Whether statistics with a counter beside them are sums over that many batches (<c>--accumulate_stats</c>) or averages already.</summary>
    /// <value>Default null: there is no counter, or the import asks.</value>
    public bool? AccumulatedStatistics { get; init; }

    /// <summary>How many of the discriminator's first stages halve the size, where its blocks do not tell.</summary><value>Default null: they tell, or the
    /// import asks.</value>
    public int? DiscriminatorDownsamplings { get; init; }

    /// <summary>The truncation whose statistics a model with a set for each uses where nothing else is asked for.</summary><value>Default null: scaled 1, the
    /// whole range.</value>
    public Truncation? StandingTruncation { get; init; }
}
