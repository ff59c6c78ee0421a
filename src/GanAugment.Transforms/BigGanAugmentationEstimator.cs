using GanAugment.Generation;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms;

/// <summary>Adds synthetic images per class to the data that a pipeline is fitted on. Scoring, evaluation and saved models never see one.</summary>
/// <remarks>
/// <format type="text/markdown"><![CDATA[
/// ### Estimator Characteristics
/// |  |  |
/// | -- | -- |
/// | Does this estimator need to look at the data to train its parameters? | Yes: one pass over the labels, and one over the images where it trains a generator |
/// | Input column data type | Vector of Single or Byte, Image, image files as vectors of Byte, or paths as text; label: text, key, boolean or number |
/// | Output column data type | The same: schema and columns stay as they are, rows are added; columns that the options ask for come last |
/// | Required NuGet in addition to Microsoft.ML | GanAugment.Transforms, and Microsoft.ML.OnnxRuntime or Microsoft.ML.OnnxRuntime.Gpu |
/// | Exportable to ONNX | No; the fitted transformer does nothing at scoring |
///
/// Rows are added to the view that the pipeline trains on, until training has first read it. Every other call of Transform (test data, held-out folds,
/// the training data after training, a prediction engine) passes rows through unchanged, and the saved model holds no trace of the generator.
///
/// * Put it directly before the steps that turn images into features, and caching after it.
/// * Inside a nested chain, keep the trainer in the same chain when a step between the two looks at data when it is fitted, or when a cache stands before
///   the augmentation; else the trainer sees real rows only and a warning is logged.
/// * A `GeneratorTrainer` with a gate trains on the gate's part of the data first, and on all of it only if the gate opens.
/// * `Preview` fits on another view than it shows, so that it never shows synthetic rows.
/// * Other columns of a synthetic row are copied from a random real row of its class, unless the options say otherwise. Classes that the generator lacks get no rows, and a warning.
/// * Rows whose label is missing are counted for no class.
/// * Column values between a colour generator and a gray column are converted by ML.NET's weights 0.3, 0.59 and 0.11; a gray generator repeats its
///   channel in a colour column.
///
/// Only load generators from trusted sources.
/// ]]></format>
/// </remarks>
public sealed class BigGanAugmentationEstimator : IEstimator<ITransformer>
{
    private readonly TransformsCatalog catalog;
    private readonly BigGanAugmentationOptions options;
    private readonly CatalogEnvironment environment;
    private readonly GeneratorSource? generator;

    // IEstimator<ITransformer>, not of the transformer's own type: only then does ML.NET's Append keep chains flat.
    internal BigGanAugmentationEstimator(TransformsCatalog catalog, BigGanAugmentationOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        this.catalog = catalog;
        this.options = options;
        environment = CatalogEnvironment.Of(catalog);
        generator = options.GeneratorTrainer is null ? GeneratorSource.Open(options, environment) : null;
    }

    /// <summary>What the generator says of itself; null where each fit trains its own (<see cref="BigGanAugmentationTransformer.Generator"/>).</summary>
    public GeneratorManifest? Generator => generator?.Manifest;

    /// <summary>Trains a generator where the options ask for it, counts the classes, resolves the strategy into a plan and remembers the view, which alone
    /// will receive synthetic rows.</summary>
    /// <param name="input">The training data.</param>
    /// <returns>A <see cref="BigGanAugmentationTransformer"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The image or label column is missing or of a type that cannot work.</exception>
    /// <exception cref="OptionException">No class of the data is one of the generator's, or the strategy asks for one that is not.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column image = ColumnCheck.Image(input.Schema, options, environment);
        ITransformer scoring = Scoring(
            AddedColumns.Of(options, input.Schema), name => input.Schema.GetColumnOrNull(name) is not null, image.Type is ImageDataViewType).Fit(input);
        return new BigGanAugmentationTransformer(input, Augment(input), scoring, environment);
    }

    /// <summary>What is to be added to one training set, for a trainer that takes it directly.</summary>
    internal Augmentation Augment(IDataView input) => Augmentation.Of(input, generator, options, environment);

    /// <summary>Checks image and label column and promises the schema unchanged, but for the columns that the options add.</summary>
    /// <param name="inputSchema">The shape of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The image or label column is missing or of a type that cannot work.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column image = ColumnCheck.Image(inputSchema, options, environment);
        ColumnCheck.Label(inputSchema, options.LabelColumnName, environment);
        AddedColumns added = AddedColumns.Of(options, inputSchema);
        if (added.Count == 0) return inputSchema;
        var names = new HashSet<string>(inputSchema.Select(column => column.Name), StringComparer.Ordinal);
        return Scoring(added, names.Contains, image.ItemType is ImageDataViewType).GetOutputSchema(inputSchema);
    }

    // Copying a column and dropping the copy changes nothing, checks that the image column exists, maps row to row, and loads wherever ML.NET is:
    // a third party cannot write a transformer of its own into a model file.
    private IEstimator<ITransformer> Scoring(AddedColumns added, Func<string, bool> taken, bool isImage)
    {
        string copy = Free(options.ImageColumnName);
        IEstimator<ITransformer> identity = catalog.CopyColumns(copy, options.ImageColumnName).Append(catalog.DropColumns(copy));
        return added.AppendTo(identity, catalog, options.ImageColumnName, isImage, Free);

        string Free(string name)
        {
            name = "__" + name;
            while (taken(name)) name = "_" + name;
            return name;
        }
    }
}
