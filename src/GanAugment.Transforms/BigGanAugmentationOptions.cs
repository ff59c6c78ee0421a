using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Sampling;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Filtering;
using GanAugment.Transforms.Gate;
using GanAugment.Transforms.Rows;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms;

/// <summary>Everything that <c>AugmentWithBigGan</c> can be told. Give exactly one of <see cref="ModelFile"/>, <see cref="ModelBytes"/>, <see
/// cref="Generator"/> and <see cref="GeneratorTrainer"/>.</summary>
public sealed record BigGanAugmentationOptions
{
    /// <summary>The column that receives the synthetic images: pixels (Vector&lt;Single&gt; or Vector&lt;Byte&gt;), Image, image files (VarVector&lt;Byte&gt;
    /// without <see cref="Layout"/>) or, with a <see cref="SpoolFolder"/>, paths of image files (text).</summary>
    public required string ImageColumnName { get; init; }

    /// <summary>The column of the classes: text, key with key values, boolean or number.</summary>
    /// <value><c>Label</c>.</value>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>Path of the generator: an ONNX file with a manifest in it or beside it, or a JSON file that names the file of each class
    /// (<see cref="GeneratorSet"/>). Load only files from sources you trust.</summary>
    public string? ModelFile { get; init; }

    /// <summary>The generator's ONNX file as bytes.</summary>
    public byte[]? ModelBytes { get; init; }

    /// <summary>A generator that is open already; it stays the caller's to dispose, after the last pass over the training data.</summary>
    public IConditionalGenerator? Generator { get; init; }

    /// <summary>An image-to-image generator that is open already: synthetic rows are real rows of other classes, translated. It stays the caller's to dispose,
    /// after the last pass over the training data. <see cref="ModelFile"/> can be one too.</summary>
    public IImageTranslator? Translator { get; init; }

    /// <summary>Trains a generator on the training data of each fit. In cross-validation every fold then has a generator of its own, which never saw the
    /// images that the fold is tested on.</summary>
    public IGeneratorTrainer? GeneratorTrainer { get; init; }

    /// <summary>The shape to which images are brought for <see cref="GeneratorTrainer"/>.</summary>
    /// <value>Null: that of the column; where images differ in size it must be given.</value>
    public ImageShape? TrainingShape { get; init; }

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

    /// <summary>The shape of the column's images where its type does not record it: flat vectors that are not of the generator's size, vectors of unknown
    /// size, images of unknown size, image files. Generated images are brought to it.</summary>
    /// <value>Null: what the type says, else the generator's.</value>
    public ImageShape? ColumnShape { get; init; }

    /// <summary>How images are brought to the column's size where the generator has another, as in <c>ResizeImages</c>.</summary>
    /// <value>IsoCrop.</value>
    public ImageResizingEstimator.ResizingKind Resizing { get; init; } = ImageResizingEstimator.ResizingKind.IsoCrop;

    /// <summary>Which part of an image stays when it is cropped, as in <c>ResizeImages</c>.</summary>
    /// <value>Center.</value>
    public ImageResizingEstimator.Anchor CropAnchor { get; init; } = ImageResizingEstimator.Anchor.Center;

    /// <summary>How the values of a vector column stand.</summary>
    /// <value>Null: taken from the vector's dimensions, [C, H, W] or [H, W, C]. Where colour images stand in a vector that does not record it, it must be
    /// given. A VarVector&lt;Byte&gt; holds pixels where it is given, and image files where it is not.</value>
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

    /// <summary>How synthetic images are encoded in a column of image files or paths.</summary>
    /// <value>PNG. Where the real images are JPEG, JPEG is the better choice: see <see cref="ImageFileFormat.Jpeg"/>.</value>
    public ImageFileFormat FileFormat { get; init; } = ImageFileFormat.Png;

    /// <summary>The quality of JPEG files, 0 … 100.</summary>
    /// <value>95.</value>
    public int JpegQuality { get; init; } = 95;

    /// <summary>The folder to which synthetic images are written where the column holds paths; beside each image a JSON file says where it came from. The
    /// paths in the column are full ones, which <c>LoadImages</c> takes whatever its own folder is. Files stay after training.</summary>
    /// <value>Null: a column of paths is refused.</value>
    public string? SpoolFolder { get; init; }

    /// <summary>The folder of real images in a column of paths, as in <c>LoadImages</c>; only <see cref="GeneratorTrainer"/> reads them.</summary>
    /// <value>Null: the paths are complete.</value>
    public string? ImageFolder { get; init; }

    /// <summary>Conditions that every synthetic image must meet; see <see cref="ImageFilters"/>. Candidates are drawn until all filters approve of one, in
    /// an order that neither batches nor threads change.</summary>
    /// <value>None: images are taken as they come.</value>
    public IReadOnlyList<IImageFilter> Filters { get; init; } = [];

    /// <summary>How many candidates of a row filters may refuse, one after the other, before the row is given up.</summary>
    /// <value>20.</value>
    public int AttemptsPerRow { get; init; } = 20;

    /// <summary>What becomes of a row that was given up.</summary>
    /// <value><see cref="ExhaustedRow.LeaveOut"/>: the plan counts only what was accepted.</value>
    public ExhaustedRow WhenAttemptsRunOut { get; init; } = ExhaustedRow.LeaveOut;

    /// <summary>A trial before anything is added: synthetic rows only where they raise the macro recall on real validation rows.</summary>
    /// <value>Null: no trial.</value>
    public AugmentationGate? Gate { get; init; }

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
        int sources = new object?[] { ModelFile, ModelBytes, Generator, Translator, GeneratorTrainer }.Count(source => source is not null);
        if (sources != 1)
            throw Wrong(
                $"{(sources == 0 ? "No generator was" : "More than one generator was")} given.",
                "Set exactly one of ModelFile, ModelBytes, Generator, Translator and GeneratorTrainer.");
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
        CheckShape(ColumnShape, nameof(ColumnShape));
        CheckShape(TrainingShape, nameof(TrainingShape));
        if (JpegQuality is < 0 or > 100) throw Wrong($"A JPEG quality of {JpegQuality} has no meaning.", "Give 0 to 100; 95 is a good value.");
        if (SpoolFolder is "") throw Wrong("The folder for synthetic images has no name.", "Name it, or leave SpoolFolder out.");
        if (Filters is null || Filters.Contains(null!)) throw Wrong("A filter is null.", "Leave Filters out where there is none.");
        Gate?.Check();
        if (AttemptsPerRow < 1) throw Wrong($"{AttemptsPerRow} attempts for each row make no row.", "Give 1 or more; 20 is usual.");
        if (BatchSize is < 1 or > 4096)
            throw Wrong($"A batch size of {BatchSize} cannot work.", "Give 1 to 4096; 16 is a good value for a CPU.");
        if (MemoryLimit < 0)
            throw Wrong($"A memory limit of {MemoryLimit} bytes has no meaning.", "Give 0 to spool every image, or more.");
    }

    private static void CheckShape(ImageShape? shape, string name)
    {
        if (shape is { } given && (given.Channels is not (1 or 3 or 4) || given.Height is < 1 or > 4096 || given.Width is < 1 or > 4096))
            throw Wrong($"Images of the shape {given} cannot be ({name}).", "Give 1, 3 or 4 channels and 1 to 4096 pixels in height and width.");
    }

    private static OptionException Wrong(string what, string remedy) => new(what, "It stands in the options of AugmentWithBigGan.", remedy);
}
