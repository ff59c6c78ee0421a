using GanAugment.Data;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Comparison.Trials;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Comparison;

/// <summary>Trains the same classifier with and without BigGAN augmentation and says what that did to it, measured on real images only.</summary>
/// <remarks>
/// In every repetition (seed) all arms get the same training images. Settings, and the baseline to beat, are chosen on validation images; evaluation images are
/// looked at once, for what was chosen. What every arm must have alike beside its rows, regularisation and optimiser steps, is in <see cref="TrainingBudget"/>.
/// </remarks>
public static class AugmentationComparison
{
    /// <summary>The column of images that a pipeline gets: <c>Vector&lt;Single, C, H, W&gt;</c>, 0 … 1; or <c>Vector&lt;Single, D&gt;</c> of
    /// <see cref="ComparisonOptions.Features"/>.</summary>
    public const string PixelColumn = "Pixels";

    /// <summary>The column of class names that a pipeline gets: text.</summary>
    public const string LabelColumn = "Label";

    /// <summary>The column of example weights, present only in arms that weigh: Single.</summary>
    public const string WeightColumn = "Weight";

    /// <summary>Compares the arms on one test set.</summary>
    /// <inheritdoc cref="Run(ILabelledImageSource, IReadOnlyList{EvaluationSet}, ComparisonOptions, Func{MLContext, TrainingBudget, IEstimator{ITransformer}},
    ///     IProgress{ComparisonProgress}?, CancellationToken)"/>
    /// <param name="train">The training images.</param>
    /// <param name="test">The test images: real, and never shown to the generator.</param>
    /// <param name="options">What is compared.</param>
    /// <param name="pipeline">Makes the classifier for one run.</param>
    /// <param name="progress">Told before every classifier and at the end.</param>
    /// <param name="cancellation">Checked before every classifier.</param>
    public static ComparisonResult Run(
        ILabelledImageSource train, ILabelledImageSource test, ComparisonOptions options, Func<MLContext, TrainingBudget, IEstimator<ITransformer>> pipeline,
        IProgress<ComparisonProgress>? progress = null, CancellationToken cancellation = default) =>
        Run(train, [new EvaluationSet("test", test)], options, pipeline, progress, cancellation);

    /// <summary>Compares the arms on several evaluation sets.</summary>
    /// <param name="train">The training images, two or more of each class.</param>
    /// <param name="evaluations">Real images that neither classifier nor generator is trained on; the first set decides the verdict.</param>
    /// <param name="options">What is compared.</param>
    /// <param name="pipeline">
    /// Makes the classifier for one run from <see cref="PixelColumn"/> and <see cref="LabelColumn"/>; its output has a column <c>PredictedLabel</c>, a key with
    /// class names or a text. It must take weights, regularisation and steps from the budget, else arms are not comparable.
    /// </param>
    /// <param name="progress">Told before every classifier and at the end.</param>
    /// <param name="cancellation">Checked before every classifier; what is finished stays in <see cref="ComparisonOptions.Folder"/>.</param>
    /// <exception cref="OptionException">Arms, seeds or validation make no comparison.</exception>
    /// <exception cref="DatasetException">Images do not belong together, are the same, or are synthetic where they must be real.</exception>
    /// <exception cref="GeneratorException">The generator was trained on evaluation images.</exception>
    /// <exception cref="SaveException">The folder cannot be written.</exception>
    public static ComparisonResult Run(
        ILabelledImageSource train, IReadOnlyList<EvaluationSet> evaluations, ComparisonOptions options,
        Func<MLContext, TrainingBudget, IEstimator<ITransformer>> pipeline, IProgress<ComparisonProgress>? progress = null,
            CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(evaluations);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(pipeline);
        options.Check();
        CheckedData data = CheckedData.Of(train, evaluations, options);
        using var contest = new Contest(data, options, pipeline, progress, cancellation);
        return contest.Run();
    }

    /// <summary>Checks everything that can be checked before a classifier is trained, and says what the comparison will do.</summary>
    /// <inheritdoc cref="Run(ILabelledImageSource, IReadOnlyList{EvaluationSet}, ComparisonOptions, Func{MLContext, TrainingBudget, IEstimator{ITransformer}},
    ///     IProgress{ComparisonProgress}?, CancellationToken)"/>
    /// <param name="train">The training images.</param>
    /// <param name="evaluations">The evaluation images.</param>
    /// <param name="options">What is compared.</param>
    public static ComparisonPlan Plan(ILabelledImageSource train, IReadOnlyList<EvaluationSet> evaluations, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(evaluations);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        using var contest = new Contest(CheckedData.Of(train, evaluations, options), options, (_, _) => throw new InvalidOperationException(), null, default);
        return contest.Plan();
    }

    /// <summary>Reads the images of a view, to train or to judge on.</summary>
    /// <param name="data">The rows; those without a label or an image are left out.</param>
    /// <param name="columns">Names and forms of the columns, as AugmentWithBigGan takes them. The Boolean column of
    /// <see cref="BigGanAugmentationOptions.IsSyntheticColumnName"/>, or else one called IsSynthetic, marks rows that are no real ones: a comparison refuses
    /// to judge on them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The image or label column is missing or of a type that cannot work.</exception>
    /// <exception cref="DatasetException">There is no labelled image.</exception>
    public static ILabelledImageSource Images(IDataView data, BigGanAugmentationOptions columns)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columns);
        ImageColumn image = ImageColumn.Of(data.Schema, null, columns, CatalogEnvironment.None);
        Columns.LabelColumn label = Columns.LabelColumn.Of(data.Schema, columns.LabelColumnName, CatalogEnvironment.None, columns.ClassNames is not null);
        DataViewSchema.Column? mark = data.Schema.GetColumnOrNull(columns.IsSyntheticColumnName ?? "IsSynthetic");
        return TrainingImages.Of(data, image, label, columns, CatalogEnvironment.None, mark?.Type is BooleanDataViewType ? mark : null);
    }
}
