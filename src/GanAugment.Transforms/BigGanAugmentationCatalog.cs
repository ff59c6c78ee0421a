using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms;

// The namespace of MLContext, so that mlContext.Transforms completes without a further using.
namespace Microsoft.ML;

/// <summary>Adds synthetic images per class to training data.</summary>
public static partial class BigGanAugmentationCatalog
{
    /// <summary>Creates a <see cref="BigGanAugmentationEstimator"/>, which adds synthetic images per class to the data a pipeline is fitted on, and to no
    /// other data.</summary>
    /// <param name="catalog">The transforms catalog.</param>
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
        bool fallbackToCpu = false) =>
        AugmentWithBigGan(
            catalog,
            Options(imageColumnName, labelColumnName, strategy, truncation, seed, offsetImage, scaleImage, gpuDeviceId, fallbackToCpu) with
            {
                ModelFile = modelFile,
            });

    /// <inheritdoc
    ///     cref="AugmentWithBigGan(TransformsCatalog, string, string, string, SamplingStrategy?, Truncation, long, float, float, int?, bool)"/>
    /// <remarks>The generator is read from a stream, to its end; the stream stays open.</remarks>
    public static BigGanAugmentationEstimator AugmentWithBigGan(
        this TransformsCatalog catalog,
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
            Options(imageColumnName, labelColumnName, strategy, truncation, seed, offsetImage, scaleImage, gpuDeviceId, fallbackToCpu) with
            {
                ModelBytes = Read(modelBytes),
            });

    /// <inheritdoc
    ///     cref="AugmentWithBigGan(TransformsCatalog, string, string, string, SamplingStrategy?, Truncation, long, float, float, int?, bool)"/>
    /// <remarks>The generator is of any kind and open; it stays the caller's to dispose, after the last pass over the training data.</remarks>
    public static BigGanAugmentationEstimator AugmentWithBigGan(
        this TransformsCatalog catalog,
        string imageColumnName,
        IConditionalGenerator generator,
        string labelColumnName = "Label",
        SamplingStrategy? strategy = null,
        Truncation truncation = default,
        long seed = 0,
        float offsetImage = 0,
        float scaleImage = 1) =>
        AugmentWithBigGan(
            catalog, Options(imageColumnName, labelColumnName, strategy, truncation, seed, offsetImage, scaleImage) with { Generator = generator });

    /// <summary>Creates a <see cref="BigGanAugmentationEstimator"/> with all options.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="GanAugment.OptionException">An option has a value that cannot work.</exception>
    /// <exception cref="GanAugment.GeneratorException">The file is missing or is no generator.</exception>
    public static BigGanAugmentationEstimator AugmentWithBigGan(this TransformsCatalog catalog, BigGanAugmentationOptions options) => new(catalog, options);

    private static BigGanAugmentationOptions Options(
        string image,
        string label,
        SamplingStrategy? strategy,
        Truncation truncation,
        long seed,
        float offset,
        float scale,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false) => new()
        {
            ImageColumnName = image,
            LabelColumnName = label,
            Strategy = strategy ?? SamplingStrategy.Balance(),
            Truncation = truncation,
            Seed = seed,
            OffsetImage = offset,
            ScaleImage = scale,
            GpuDeviceId = gpuDeviceId,
            FallbackToCpu = fallbackToCpu,
        };

    private static byte[] Read(Stream model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var bytes = new MemoryStream();
        model.CopyTo(bytes);
        return bytes.ToArray();
    }
}
