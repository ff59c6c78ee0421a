using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms;

// The namespace of MLContext, so that trainers complete without a further using.
namespace Microsoft.ML;

public static partial class BigGanAugmentationCatalog
{
    /// <summary>Trains on synthetic images beside the real ones.</summary>
    /// <remarks>
    /// What is fitted is the trainer's own transformer: nothing of the augmentation is in the model, and whatever takes that transformer
    /// (permutation feature importance, model parameters) works as ever. Where features are made from the image column, wrap the steps that make them
    /// with the trainer: <c>steps.Append(trainer).WithBigGanAugmentation(...)</c>; else synthetic rows have the features of a real row.
    /// </remarks>
    /// <typeparam name="TTransformer">What the trainer fits.</typeparam>
    /// <param name="trainer">A trainer, or a chain that ends with one.</param>
    /// <param name="mlContext">Where messages go, and the generator's device where none is given.</param>
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
    /// <returns>A trainer of the same kind, for any place where the other could stand.</returns>
    /// <exception cref="GanAugment.GeneratorException">The file is missing or is no generator.</exception>
    public static IEstimator<TTransformer> WithBigGanAugmentation<TTransformer>(
        this IEstimator<TTransformer> trainer,
        MLContext mlContext,
        string imageColumnName,
        string modelFile,
        string labelColumnName = "Label",
        SamplingStrategy? strategy = null,
        Truncation truncation = default,
        long seed = 0,
        float offsetImage = 0,
        float scaleImage = 1,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        where TTransformer : ITransformer =>
        WithBigGanAugmentation(
            trainer,
            mlContext,
            Options(imageColumnName, labelColumnName, strategy, truncation, seed, offsetImage, scaleImage, gpuDeviceId, fallbackToCpu) with
            {
                ModelFile = modelFile,
            });

    /// <inheritdoc
    ///     cref="WithBigGanAugmentation{TTransformer}(IEstimator{TTransformer}, MLContext, string, string, string,
    ///     SamplingStrategy?, Truncation, long, float, float, int?, bool)"/>
    /// <remarks>The generator is read from a stream, to its end; the stream stays open.</remarks>
    public static IEstimator<TTransformer> WithBigGanAugmentation<TTransformer>(
        this IEstimator<TTransformer> trainer,
        MLContext mlContext,
        string imageColumnName,
        Stream modelBytes,
        string labelColumnName = "Label",
        SamplingStrategy? strategy = null,
        Truncation truncation = default,
        long seed = 0,
        float offsetImage = 0,
        float scaleImage = 1,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        where TTransformer : ITransformer =>
        WithBigGanAugmentation(
            trainer,
            mlContext,
            Options(imageColumnName, labelColumnName, strategy, truncation, seed, offsetImage, scaleImage, gpuDeviceId, fallbackToCpu) with
            {
                ModelBytes = Read(modelBytes),
            });

    /// <inheritdoc
    ///     cref="WithBigGanAugmentation{TTransformer}(IEstimator{TTransformer}, MLContext, string, string, string,
    ///     SamplingStrategy?, Truncation, long, float, float, int?, bool)"/>
    /// <remarks>The generator is of any kind and open; it stays the caller's to dispose, after the last pass over the training data.</remarks>
    public static IEstimator<TTransformer> WithBigGanAugmentation<TTransformer>(
        this IEstimator<TTransformer> trainer,
        MLContext mlContext,
        string imageColumnName,
        IConditionalGenerator generator,
        string labelColumnName = "Label",
        SamplingStrategy? strategy = null,
        Truncation truncation = default,
        long seed = 0,
        float offsetImage = 0,
        float scaleImage = 1)
        where TTransformer : ITransformer =>
        WithBigGanAugmentation(
            trainer, mlContext, Options(imageColumnName, labelColumnName, strategy, truncation, seed, offsetImage, scaleImage) with { Generator = generator });

    /// <summary>Trains on synthetic images beside the real ones, with all options.</summary>
    /// <remarks>
    /// What is fitted is the trainer's own transformer: nothing of the augmentation is in the model, and whatever takes that transformer
    /// (permutation feature importance, model parameters) works as ever. Where features are made from the image column, wrap the steps that make them
    /// with the trainer: <c>steps.Append(trainer).WithBigGanAugmentation(...)</c>; else synthetic rows have the features of a real row.
    /// </remarks>
    /// <typeparam name="TTransformer">What the trainer fits.</typeparam>
    /// <param name="trainer">A trainer, or a chain that ends with one.</param>
    /// <param name="mlContext">Where messages go, and the generator's device where none is given.</param>
    /// <param name="options">The options.</param>
    /// <returns>A trainer of the same kind, for any place where the other could stand.</returns>
    /// <exception cref="GanAugment.OptionException">An option has a value that cannot work.</exception>
    /// <exception cref="GanAugment.GeneratorException">The file is missing or is no generator.</exception>
    public static IEstimator<TTransformer> WithBigGanAugmentation<TTransformer>(
        this IEstimator<TTransformer> trainer, MLContext mlContext, BigGanAugmentationOptions options)
        where TTransformer : ITransformer
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new AugmentedTrainer<TTransformer>(trainer, mlContext.Transforms.AugmentWithBigGan(options));
    }
}
