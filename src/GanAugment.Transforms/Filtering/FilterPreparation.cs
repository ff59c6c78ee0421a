using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Sampling;
using GanAugment.Transforms.Candidates;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Rows;
using Microsoft.ML;

namespace GanAugment.Transforms.Filtering;

/// <summary>Gets the filters of the options ready for the view that an estimator is fitted on.</summary>
internal static class FilterPreparation
{
    /// <param name="data">The training data.</param>
    /// <param name="image">Its image column.</param>
    /// <param name="label">Its label column.</param>
    /// <param name="plan">How many rows each class wants.</param>
    /// <param name="candidates">Makes candidates.</param>
    /// <param name="generator">What makes them.</param>
    /// <param name="generatorClasses">The generator's class for each of the plan's; −1 where it has none.</param>
    /// <param name="real">The real images, when somebody asks for them.</param>
    /// <param name="options">The filters, and how often a row is tried.</param>
    /// <param name="environment">Where warnings go.</param>
    public static AcceptedCandidates Prepare(
        IDataView data, ImageColumn image, LabelColumn label, SamplingPlan plan, ICandidateImages candidates, GeneratorSource generator,
        IReadOnlyList<int> generatorClasses, Lazy<RealImages> real, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        string anyClass = plan[0].ClassName;
        ImageShape shape = candidates.Shape;
        var context = new ViewFilterContext
        {
            Generator = generator.Manifest,
            GeneratorFolder = generator.Folder,
            Classes = new ClassMap(plan.Select(quota => quota.ClassName)),
            GeneratorClasses = generatorClasses,
            Wanted = [.. Enumerable.Range(0, plan.Count).Where(c => plan[c].Synthetic > 0)],
            Real = () => real.Value,
            Draw = candidates.Draw,
            Seed = options.Seed,
            Warn = environment.Warning,
            Cancellation = options.CancellationToken,
            View = (count, images) => Augmentation.Alone(data.Schema, image, label, anyClass, new GivenImages(shape, images), count),
        };
        var judges = new List<IImageJudge>();
        try
        {
            foreach (IImageFilter filter in options.Filters) judges.Add(filter.Prepare(context));
        }
        catch
        {
            foreach (IImageJudge judge in judges) judge.Dispose();
            throw;
        }

        return new AcceptedCandidates(
            [.. context.Classes], [.. plan.Select(quota => quota.Synthetic)], options.Filters, judges, shape, options.AttemptsPerRow, options.WhenAttemptsRunOut);
    }
}
