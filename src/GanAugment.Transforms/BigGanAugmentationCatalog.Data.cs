using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms;
using GanAugment.Transforms.Rows;

// The namespace of MLContext, so that mlContext.Data completes without a further using.
namespace Microsoft.ML;

public static partial class BigGanAugmentationCatalog
{
    /// <summary>Adds synthetic images per class to a view, here and now.</summary>
    /// <remarks>Call it after splitting off the test data: synthetic rows count like real ones wherever the result is used.</remarks>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="input">The training data.</param>
    /// <param name="imageColumnName">The column of the images: Vector&lt;Single&gt;, Vector&lt;Byte&gt;, Image, encoded files as VarVector&lt;Byte&gt; or, with
    /// a folder in the options, paths. It keeps its name and type.</param>
    /// <param name="modelFile">Path of the generator, an ONNX file with a manifest. Load only files from sources you trust.</param>
    /// <param name="labelColumnName">The column of the classes; they are matched to the generator's by name.</param>
    /// <param name="strategy">How many synthetic rows each class gets; null is <see cref="SamplingStrategy.Balance"/>.</param>
    /// <param name="truncation">How the latents are drawn; none by default.</param>
    /// <param name="seed">The seed of the latents: the same seed gives the same images.</param>
    /// <param name="offsetImage">Subtracted from each pixel 0 … 255 of a Vector&lt;Single&gt; column; what <c>ExtractPixels</c> was given.</param>
    /// <param name="scaleImage">Multiplies each pixel after that; what <c>ExtractPixels</c> was given.</param>
    /// <param name="gpuDeviceId">The CUDA device that runs the generator; null is the MLContext's, and the CPU where that is null too.</param>
    /// <param name="fallbackToCpu">Whether to go on with the CPU where the CUDA device cannot be used.</param>
    /// <returns>A view with the rows added, of the same schema but for columns that the options add. Images are generated when they are first read, once
    /// each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The image or label column is missing or of a type that cannot work.</exception>
    /// <exception cref="GanAugment.OptionException">No class of the data is one of the generator's, or an option cannot work.</exception>
    /// <exception cref="GanAugment.GeneratorException">The file is missing or is no generator.</exception>
    public static IDataView AugmentWithBigGan(
        this DataOperationsCatalog catalog,
        IDataView input,
        string imageColumnName,
        string modelFile,
        string labelColumnName = "Label",
        SamplingStrategy? strategy = null,
        Truncation truncation = default,
        long seed = 0,
        float offsetImage = 0,
        float scaleImage = 1,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false) =>
        AugmentWithBigGan(
            catalog,
            input,
            Options(imageColumnName, labelColumnName, strategy, truncation, seed, offsetImage, scaleImage, gpuDeviceId, fallbackToCpu) with
            {
                ModelFile = modelFile,
            });

    /// <inheritdoc
    ///     cref="AugmentWithBigGan(DataOperationsCatalog, IDataView, string, string, string, SamplingStrategy?, Truncation, long, float, float, int?, bool)"/>
    /// <remarks>The generator is read from a stream, to its end; the stream stays open.</remarks>
    public static IDataView AugmentWithBigGan(
        this DataOperationsCatalog catalog,
        IDataView input,
        string imageColumnName,
        Stream modelBytes,
        string labelColumnName = "Label",
        SamplingStrategy? strategy = null,
        Truncation truncation = default,
        long seed = 0,
        float offsetImage = 0,
        float scaleImage = 1,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false) =>
        AugmentWithBigGan(
            catalog,
            input,
            Options(imageColumnName, labelColumnName, strategy, truncation, seed, offsetImage, scaleImage, gpuDeviceId, fallbackToCpu) with
            {
                ModelBytes = Read(modelBytes),
            });

    /// <inheritdoc
    ///     cref="AugmentWithBigGan(DataOperationsCatalog, IDataView, string, string, string, SamplingStrategy?, Truncation, long, float, float, int?, bool)"/>
    /// <remarks>The generator is of any kind and open; it stays the caller's to dispose, after the last pass over the training data.</remarks>
    public static IDataView AugmentWithBigGan(
        this DataOperationsCatalog catalog,
        IDataView input,
        string imageColumnName,
        IConditionalGenerator generator,
        string labelColumnName = "Label",
        SamplingStrategy? strategy = null,
        Truncation truncation = default,
        long seed = 0,
        float offsetImage = 0,
        float scaleImage = 1) =>
        AugmentWithBigGan(
            catalog, input, Options(imageColumnName, labelColumnName, strategy, truncation, seed, offsetImage, scaleImage) with { Generator = generator });

    /// <summary>Adds synthetic images per class to a view, here and now, with all options.</summary>
    /// <remarks>Call it after splitting off the test data: synthetic rows count like real ones wherever the result is used.</remarks>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="input">The training data.</param>
    /// <param name="options">The options.</param>
    /// <returns>A view with the rows added, of the same schema but for columns that the options add. Images are generated when they are first read, once
    /// each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The image or label column is missing or of a type that cannot work.</exception>
    /// <exception cref="GanAugment.OptionException">No class of the data is one of the generator's, or an option cannot work.</exception>
    /// <exception cref="GanAugment.GeneratorException">The file is missing or is no generator.</exception>
    public static IDataView AugmentWithBigGan(this DataOperationsCatalog catalog, IDataView input, BigGanAugmentationOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var environment = CatalogEnvironment.Of(catalog);
        GeneratorSource? opened = options.GeneratorTrainer is null ? GeneratorSource.Open(options, environment) : null;
        return Augmentation.Of(input, opened, options, environment).AddTo(input);
    }
}
