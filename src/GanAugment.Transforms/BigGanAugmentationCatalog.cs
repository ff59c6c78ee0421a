using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms;
using GanAugment.Transforms.Rows;

// The namespace of MLContext, so that mlContext.Transforms completes without a further using.
namespace Microsoft.ML;

/// <summary>Adds synthetic images per class to training data.</summary>
public static class BigGanAugmentationCatalog
{
    /// <summary>Creates a <see cref="BigGanAugmentationEstimator"/>, which adds synthetic images per class to the data a pipeline is fitted on, and to no
    /// other data.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="imageColumnName">The column of the images: Vector&lt;Single&gt;, Vector&lt;Byte&gt; or Image. It keeps its name and type.</param>
    /// <param name="modelFile">Path of the generator, an ONNX file with a manifest. Load only files from sources you trust.</param>
    /// <param name="labelColumnName">The column of the classes; they are matched to the generator's by name.</param>
    /// <param name="strategy">How many synthetic rows each class gets; null is <see cref="SamplingStrategy.Balance"/>.</param>
    /// <param name="truncation">How the latents are drawn; none by default.</param>
    /// <param name="seed">The seed of the latents: the same seed gives the same images.</param>
    /// <param name="offsetImage">Subtracted from each pixel 0 … 255 of a Vector&lt;Single&gt; column; what <c>ExtractPixels</c> was given.</param>
    /// <param name="scaleImage">Multiplies each pixel after that; what <c>ExtractPixels</c> was given.</param>
    /// <param name="gpuDeviceId">The CUDA device that runs the generator; null is the MLContext's, and the CPU where that is null too.</param>
    /// <param name="fallbackToCpu">Whether to go on with the CPU where the CUDA device cannot be used.</param>
    /// <exception cref="GanAugment.GeneratorException">The file is missing or is no generator.</exception>
    public static BigGanAugmentationEstimator AugmentWithBigGan(
        this TransformsCatalog catalog,
        string imageColumnName,
        string modelFile,
        string labelColumnName = "Label",
        SamplingStrategy? strategy = null,
        Truncation truncation = default,
        long seed = 0,
        float offsetImage = 0,
        float scaleImage = 1,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false) => AugmentWithBigGan(catalog, new BigGanAugmentationOptions
        {
            ImageColumnName = imageColumnName,
            ModelFile = modelFile,
            LabelColumnName = labelColumnName,
            Strategy = strategy ?? SamplingStrategy.Balance(),
            Truncation = truncation,
            Seed = seed,
            OffsetImage = offsetImage,
            ScaleImage = scaleImage,
            GpuDeviceId = gpuDeviceId,
            FallbackToCpu = fallbackToCpu,
        });

    /// <summary>Creates a <see cref="BigGanAugmentationEstimator"/> with all options.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="GanAugment.OptionException">An option has a value that cannot work.</exception>
    /// <exception cref="GanAugment.GeneratorException">The file is missing or is no generator.</exception>
    public static BigGanAugmentationEstimator AugmentWithBigGan(this TransformsCatalog catalog, BigGanAugmentationOptions options) => new(catalog, options);

    /// <summary>Adds synthetic images per class to a view, here and now.</summary>
    /// <remarks>Call it after splitting off the test data: synthetic rows count like real ones wherever the result is used.</remarks>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="input">The training data.</param>
    /// <param name="options">The options.</param>
    /// <returns>A view of the same schema with the rows added. Images are generated when they are first read, once each.</returns>
    /// <exception cref="GanAugment.OptionException">An option has a value that cannot work, or no class of the data is one of the generator's.</exception>
    /// <exception cref="GanAugment.GeneratorException">The file is missing or is no generator.</exception>
    public static IDataView AugmentWithBigGan(this DataOperationsCatalog catalog, IDataView input, BigGanAugmentationOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var environment = CatalogEnvironment.Of(catalog);
        return Augmentation.Plan(input, options, GeneratorSource.Open(options, environment), environment).AddTo(input);
    }
}
