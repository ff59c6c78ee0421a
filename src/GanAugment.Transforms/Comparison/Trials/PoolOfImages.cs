using GanAugment.Data;
using Microsoft.ML;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>The pool of other real images, for baselines that may learn from it.</summary>
/// <param name="source">The images.</param>
/// <param name="options">Says how classifiers see them.</param>
internal sealed class PoolOfImages(ILabelledImageSource source, ComparisonOptions options)
{
    private readonly Lazy<ComparedImages> plain = new(() => new ComparedImages(source, options.Features));
    private Lazy<ComparedImages>? onFeatures;

    /// <summary>The images as the classifiers of a setting see them, [N][D].</summary>
    public float[][] SeenBy(ArmSetting setting)
    {
        if (!setting.OnPoolFeatures) return plain.Value.Vectors;
        onFeatures ??= new Lazy<ComparedImages>(() => plain.Value.On(options.PoolFeatures!));
        return onFeatures.Value.Vectors;
    }

    /// <summary>The indices of the images of each class by their own labels; classes of other names are left out.</summary>
    public int[][] Labelled(ClassMap classes)
    {
        ILookup<string, int> own = Enumerable.Range(0, source.Labels.Count).ToLookup(i => source.Classes[source.Labels[i]]);
        return [.. classes.Select(name => own[name].ToArray())];
    }

    /// <summary>The indices of the images that a classifier takes for each class; their labels are not looked at.</summary>
    /// <param name="model">The classifier, of images as <see cref="ComparisonOptions.Features"/> has them.</param>
    /// <param name="classes">Its classes.</param>
    /// <param name="confidence">The least probability; a model without probabilities is sure of everything.</param>
    public int[][] TakenFor(ITransformer model, ClassMap classes, double confidence)
    {
        ModelScores scores = ModelScores.Of(model, plain.Value.View(new MLContext(0)), classes);
        ILookup<int, int> taken = Enumerable.Range(0, scores.Predicted.Length)
            .Where(i => scores.Predicted[i] >= 0 && (scores.Probabilities?[i * classes.Count + scores.Predicted[i]] ?? 1) >= confidence)
            .ToLookup(i => scores.Predicted[i]);
        return [.. Enumerable.Range(0, classes.Count).Select(c => taken[c].ToArray())];
    }
}
