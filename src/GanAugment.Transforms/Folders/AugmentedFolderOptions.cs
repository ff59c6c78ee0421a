using GanAugment.Evaluation;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Filtering;
using GanAugment.Transforms.Rows;

namespace GanAugment.Transforms.Folders;

/// <summary>What an <see cref="AugmentedFolder"/> holds; the rules are those of <see cref="BigGanAugmentationOptions"/>.</summary>
public sealed record AugmentedFolderOptions
{
    internal const string ImageColumn = "Image", LabelColumn = "Label", OriginColumn = "Origin";

    /// <summary>Path of the generator; see <see cref="BigGanAugmentationOptions.ModelFile"/>. Load only files from sources you trust.</summary>
    public required string ModelFile { get; init; }

    /// <summary>How many synthetic images each class gets.</summary>
    /// <value><see cref="SamplingStrategy.Balance"/>: every class up to the count of the largest.</value>
    public SamplingStrategy Strategy { get; init; } = SamplingStrategy.Balance();

    /// <summary>The largest share of synthetic images in any class, 0 … 1; what the strategy asks for beyond it is cut.</summary>
    /// <value>Null: nothing is cut, and classes that will be more than half synthetic are warned of.</value>
    public double? MaximumSyntheticShare { get; init; }

    /// <summary>How the latents are drawn.</summary>
    /// <value>None: truncation trades away the diversity that a classifier needs.</value>
    public Truncation Truncation { get; init; }

    /// <summary>The seed of the latents.</summary>
    /// <value>0.</value>
    public long Seed { get; init; }

    /// <summary>The generator's class name for each label that is spelt differently in the data.</summary>
    /// <value>Null: data and generator use the same names.</value>
    public IReadOnlyDictionary<string, string>? ClassNames { get; init; }

    /// <summary>Conditions that every synthetic image must meet; see <see cref="ImageFilters"/>.</summary>
    /// <value>None: images are taken as they come.</value>
    public IReadOnlyList<IImageFilter> Filters { get; init; } = [];

    /// <summary>How many candidates of an image filters may refuse, one after the other, before the image is left out.</summary>
    /// <value>20.</value>
    public int AttemptsPerImage { get; init; } = 20;

    /// <summary>Whether the real images stay out, for a folder to be laid beside them.</summary>
    /// <value>False.</value>
    public bool SyntheticOnly { get; init; }

    /// <summary>The licence of the real images, for the card.</summary>
    /// <value>Null: the one in the generator's manifest.</value>
    public string? Licence { get; init; }

    /// <summary>What was measured of the generator, for the card.</summary>
    /// <value>Null: the card says that nothing was.</value>
    public EvaluationResult? Evaluation { get; init; }

    /// <summary>The CUDA device that runs the generator.</summary>
    /// <value>Null: the CPU.</value>
    public int? GpuDeviceId { get; init; }

    // Every value that changes what is written, in words, one line each: what an interrupted folder is recognised by.
    internal IEnumerable<string> Described() =>
    [
        $"strategy: {Strategy}", FormattableString.Invariant($"maximum synthetic share: {MaximumSyntheticShare}"), $"truncation: {Truncation}",
        FormattableString.Invariant($"seed: {Seed}"), $"filters: {string.Join("; ", Filters.Select(filter => filter.Name))}",
        FormattableString.Invariant($"attempts: {AttemptsPerImage}"), $"synthetic only: {SyntheticOnly}",
        $"class names: {string.Join("; ", (ClassNames ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal))}",
    ];

    internal BigGanAugmentationOptions ForRows(CancellationToken cancellation) => new()
    {
        ImageColumnName = ImageColumn,
        LabelColumnName = LabelColumn,
        SyntheticOriginColumnName = OriginColumn,
        ModelFile = ModelFile,
        Strategy = Strategy,
        MaximumSyntheticShare = MaximumSyntheticShare,
        Truncation = Truncation,
        Seed = Seed,
        ClassNames = ClassNames,
        Filters = Filters,
        AttemptsPerRow = AttemptsPerImage,
        WhenAttemptsRunOut = ExhaustedRow.LeaveOut,
        Placement = SyntheticRowPlacement.Appended,
        GpuDeviceId = GpuDeviceId,
        CancellationToken = cancellation,
    };
}
