using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Sampling;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Rows;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms;

/// <summary>Everything that <c>AugmentWithBigGan</c> can be told. Give exactly one of <see cref="ModelFile"/>, <see cref="ModelBytes"/> and <see
/// cref="Generator"/>.</summary>
public sealed record BigGanAugmentationOptions
{
    /// <summary>The column that receives the synthetic images: Vector&lt;Single&gt;, Vector&lt;Byte&gt; or Image.</summary>
    public required string ImageColumnName { get; init; }

    /// <summary>The column of the classes: text, key with key values, boolean or number.</summary>
    /// <value><c>Label</c>.</value>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>Path of the generator, an ONNX file with a manifest. Load only files from sources you trust.</summary>
    public string? ModelFile { get; init; }

    /// <summary>The generator's ONNX file as bytes.</summary>
    public byte[]? ModelBytes { get; init; }

    /// <summary>A generator that is open already; it stays the caller's to dispose, after the last pass over the training data.</summary>
    public IConditionalGenerator? Generator { get; init; }

    /// <summary>How many synthetic rows each class gets.</summary>
    /// <value><see cref="SamplingStrategy.Balance"/>: every class up to the count of the largest.</value>
    public SamplingStrategy Strategy { get; init; } = SamplingStrategy.Balance();

    /// <summary>The largest share of synthetic rows in any class, 0 … 1; what the strategy asks for beyond it is cut.</summary>
    /// <value>Null: nothing is cut, and classes that will be more than half synthetic are warned of.</value>
    public double? MaximumSyntheticShare { get; init; }

    /// <summary>How the latents are drawn.</summary>
    /// <value>None: truncation trades away the diversity that a classifier needs.</value>
    public Truncation Truncation { get; init; }

    /// <summary>How the latents of some classes are drawn, by the class names of the data; the others follow <see cref="Truncation"/>.</summary>
    /// <value>Null: all alike.</value>
    public IReadOnlyDictionary<string, Truncation>? TruncationPerClass { get; init; }

    /// <summary>The seed of the latents and of the choice of rows to copy other columns from.</summary>
    /// <value>0.</value>
    public long Seed { get; init; }

    /// <summary>The generator's class name for each label that is spelt differently in the data; labels that are not named here keep their own.</summary>
    /// <value>Null: data and generator use the same names.</value>
    public IReadOnlyDictionary<string, string>? ClassNames { get; init; }

    /// <summary>How the values of a vector column stand.</summary>
    /// <value>Null: taken from the vector's dimensions, [C, H, W] or [H, W, C]. A flat vector of colour images does not record it: then it must be
    /// given.</value>
    public ImageLayout? Layout { get; init; }

    /// <summary>The order of the colours in a vector column, as in <c>ExtractPixels</c>; a column of three channels leaves alpha out.</summary>
    /// <value>ARGB, that is red, green, blue.</value>
    public ImagePixelExtractingEstimator.ColorsOrder OrderOfColors { get; init; } = ImagePixelExtractingEstimator.ColorsOrder.ARGB;

    /// <summary>Subtracted from each pixel 0 … 255 of a Vector&lt;Single&gt; column, as in <c>ExtractPixels</c>.</summary>
    /// <value>0.</value>
    public float OffsetImage { get; init; }

    /// <summary>Multiplies each pixel of a Vector&lt;Single&gt; column after <see cref="OffsetImage"/> was subtracted, as in <c>ExtractPixels</c>.</summary>
    /// <value>1.</value>
    public float ScaleImage { get; init; } = 1;

    /// <summary>What synthetic rows have in columns that are neither image nor label.</summary>
    /// <value><see cref="ColumnFill.Copy"/>: the values of a random real row of the class.</value>
    public ColumnFill OtherColumns { get; init; } = ColumnFill.Copy;

    /// <summary>What synthetic rows have in some columns, by column name; the rest follow <see cref="OtherColumns"/>.</summary>
    /// <value>Null: all alike.</value>
    public IReadOnlyDictionary<string, ColumnFill>? FillColumns { get; init; }

    /// <summary>The weight of every synthetic row, 0 or more; below 1 a synthetic row counts less than a real one.</summary>
    /// <value>Null: the weight column is treated like any other.</value>
    public float? SyntheticWeight { get; init; }

    /// <summary>The column that receives <see cref="SyntheticWeight"/>: Single, the trainer's <c>exampleWeightColumnName</c>. Where the data has no such
    /// column it is added, with 1 in every real row.</summary>
    /// <value><c>Weight</c>.</value>
    public string ExampleWeightColumnName { get; init; } = "Weight";

    /// <summary>The name of a Boolean column to add that is true in synthetic rows. At scoring it is always false; a saved model makes it wherever ML.NET
    /// is.</summary>
    /// <value>Null: no column is added.</value>
    public string? IsSyntheticColumnName { get; init; }

    /// <summary>The name of a text column to add that says where each synthetic image comes from, as <see cref="SyntheticOrigin"/> writes it: generator,
    /// class, seed, row, truncation. It is empty in real rows and at scoring.</summary>
    /// <value>Null: no column is added.</value>
    public string? SyntheticOriginColumnName { get; init; }

    /// <summary>Where synthetic rows stand among the real ones.</summary>
    /// <value><see cref="SyntheticRowPlacement.Interleaved"/>.</value>
    public SyntheticRowPlacement Placement { get; init; } = SyntheticRowPlacement.Interleaved;

    /// <summary>Images per call of the generator.</summary>
    /// <value>16.</value>
    public int BatchSize { get; init; } = 16;

    /// <summary>Bytes of generated images kept in memory; the rest is spooled to a temporary file.</summary>
    /// <value>32 MiB.</value>
    public long MemoryLimit { get; init; } = 32 << 20;

    /// <summary>The CUDA device that runs the generator.</summary>
    /// <value>Null: the MLContext's <c>GpuDeviceId</c>, and the CPU where that is null too.</value>
    public int? GpuDeviceId { get; init; }

    /// <summary>Whether to go on with the CPU where the CUDA device cannot be used; the MLContext's <c>FallbackToCpu</c> counts too.</summary>
    /// <value>False.</value>
    public bool FallbackToCpu { get; init; }

    /// <summary>Cancels counting and generating; checked before every batch.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(ImageColumnName);
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
        int sources = (ModelFile is null ? 0 : 1) + (ModelBytes is null ? 0 : 1) + (Generator is null ? 0 : 1);
        if (sources != 1)
            throw Wrong(
                $"{(sources == 0 ? "No generator was" : "More than one generator was")} given.",
                "Set exactly one of ModelFile, ModelBytes and Generator.");
        if (ImageColumnName == LabelColumnName)
            throw Wrong($"The column '{ImageColumnName}' cannot hold both the images and the labels.", "Name two columns.");
        if (!float.IsFinite(OffsetImage) || !float.IsFinite(ScaleImage) || ScaleImage == 0)
            throw Wrong(
                FormattableString.Invariant($"An offset of {OffsetImage} with a scale of {ScaleImage} makes no pixels."),
                "Give finite values and a scale other than 0.");
        if (MaximumSyntheticShare is { } share && !(share is >= 0 and <= 1))
            throw Wrong(FormattableString.Invariant($"A maximum synthetic share of {share} has no meaning."), "Give 0 to 1, for example 0.5.");
        if (SyntheticWeight is { } weight && !(weight >= 0 && float.IsFinite(weight)))
            throw Wrong(FormattableString.Invariant($"A synthetic weight of {weight} has no meaning."), "Give a finite weight of 0 or more.");
        if (BatchSize is < 1 or > 4096)
            throw Wrong($"A batch size of {BatchSize} cannot work.", "Give 1 to 4096; 16 is a good value for a CPU.");
        if (MemoryLimit < 0)
            throw Wrong($"A memory limit of {MemoryLimit} bytes has no meaning.", "Give 0 to spool every image, or more.");
    }

    private static OptionException Wrong(string what, string remedy) => new(what, "It stands in the options of AugmentWithBigGan.", remedy);
}
