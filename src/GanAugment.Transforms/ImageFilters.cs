using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Transforms.Filtering;
using Microsoft.ML;

namespace GanAugment.Transforms;

/// <summary>Conditions on synthetic images, for <see cref="BigGanAugmentationOptions.Filters"/>. All that are given must approve; put cheap ones first.</summary>
public static class ImageFilters
{
    /// <summary>Keeps images that an ML.NET model takes for the class they were made for; see <see cref="GanAugment.Filtering.ClassifierAgreement"/>.</summary>
    /// <param name="model">
    /// A fitted model, or the part of one, that begins where the augmentation stands: it reads the same columns. It was trained on real images, of which
    /// none are test images. A pipeline with <c>ApplyOnnxModel</c> is such a model too.
    /// </param>
    /// <param name="lowest">The lowest probability of the wanted class, 0 … 1.</param>
    /// <param name="highest">The highest probability of the wanted class, 0 … 1.</param>
    /// <param name="bestShare">The share of generated images to keep, in (0, 1]: the most probable ones of each class.</param>
    /// <param name="scoreColumnName">The column of scores: Vector&lt;Single&gt;, one for each class; probabilities, or logits. Without it the column
    /// <c>PredictedLabel</c> counts, with probabilities of 0 and 1.</param>
    /// <param name="classes">The class names in the order of the scores; null where the model records them.</param>
    /// <exception cref="OptionException">The bounds or the share make no band.</exception>
    public static IImageFilter Classifier(
        ITransformer model, double lowest = 0, double highest = 1, double bestShare = 1, string scoreColumnName = "Score", IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);
        return new ClassifierAgreement(context => new ModelClassifier(context, model, scoreColumnName, classes), lowest, highest, bestShare);
    }

    /// <summary>Keeps images that a classifier in an ONNX file takes for the class they were made for; see <see
    /// cref="GanAugment.Filtering.ClassifierAgreement"/>.</summary>
    /// <param name="onnxFile">A classifier of images of the generator's shape; it gives probabilities, or logits. Load only files from sources you trust.</param>
    /// <param name="classes">The class names in the order of its output.</param>
    /// <param name="lowest">The lowest probability of the wanted class, 0 … 1.</param>
    /// <param name="highest">The highest probability of the wanted class, 0 … 1.</param>
    /// <param name="bestShare">The share of generated images to keep, in (0, 1]: the most probable ones of each class.</param>
    /// <param name="input">How the file takes images; null is its only input as [N, C, H, W] in [−1, 1].</param>
    /// <param name="output">The output; null is the only one.</param>
    /// <exception cref="OptionException">The bounds or the share make no band.</exception>
    public static IImageFilter Classifier(
        string onnxFile, IReadOnlyList<string> classes, double lowest = 0, double highest = 1, double bestShare = 1, ImageBinding? input = null,
        string? output = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(onnxFile);
        ArgumentNullException.ThrowIfNull(classes);
        return new ClassifierAgreement(
            _ => new OnnxClassifier(new OnnxImageModel(onnxFile, "classifier", input, null, output), classes), lowest, highest, bestShare);
    }

    /// <summary>Keeps images with a probability that grows with how real the generator's discriminator finds them; see <see
    /// cref="GanAugment.Filtering.DiscriminatorRejection"/>.</summary>
    /// <param name="onnxFile">The discriminator, image and y → logit, of the generator's classes; null is the file beside the generator that its manifest
    /// names, or <c>discriminator.onnx</c>: <c>ganaugment export</c> writes it.</param>
    /// <param name="percentile">γ as a percentile, 0 … 100: the higher, the fewer images are kept.</param>
    /// <param name="held">Real images that neither generator nor discriminator was trained on; null takes the training data's, which look too real to it.</param>
    /// <exception cref="OptionException">The percentile is not in 0 … 100.</exception>
    public static IImageFilter Discriminator(string? onnxFile = null, double percentile = 80, ILabelledImageSource? held = null) =>
        new DiscriminatorRejection(context => OnnxDiscriminator.Load(onnxFile ?? Beside(context), context.Generator), percentile, held);

    /// <summary>Refuses images that are nearer to a training image than real images are to each other; see <see cref="GanAugment.Filtering.NearCopy"/>.</summary>
    /// <param name="percentile">Of the distances between real neighbours, 0 … 100.</param>
    /// <param name="extractor">The features in which distances are measured; null compares pixels. It stays the caller's to dispose.</param>
    /// <exception cref="OptionException">The percentile is not in 0 … 100.</exception>
    public static IImageFilter NearCopy(double percentile = 1, IFeatureExtractor? extractor = null) => new GanAugment.Filtering.NearCopy(percentile, extractor);

    /// <summary>Keeps images that lie among real images of their class; see <see cref="GanAugment.Filtering.WithinManifold"/>.</summary>
    /// <param name="neighbours">k, at least 1: the larger, the more is kept.</param>
    /// <param name="extractor">The features in which distances are measured; null compares pixels. It stays the caller's to dispose.</param>
    /// <exception cref="OptionException">k is below 1.</exception>
    public static IImageFilter WithinManifold(int neighbours = 3, IFeatureExtractor? extractor = null) =>
        new GanAugment.Filtering.WithinManifold(neighbours, extractor);

    private static string Beside(FilterContext context)
    {
        string folder = context.GeneratorFolder ?? throw new OptionException(
            "There is no file beside the generator to take its discriminator from.", "The generator came from no file.", "Name the discriminator's file.");
        string path = Path.Combine(folder, Path.GetFileName(context.Generator.Discriminator) ?? "discriminator.onnx");
        return File.Exists(path) ? path : throw new GeneratorException("There is no discriminator beside the generator.", $"It was sought at '{path}'.",
            "Export the generator again from its run or import, which writes both, or name the discriminator's file.");
    }
}
