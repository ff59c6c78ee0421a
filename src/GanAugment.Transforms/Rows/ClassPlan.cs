using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Rows;

/// <summary>The classes of a training set, how many synthetic rows each gets, and which class of the generator makes them.</summary>
internal sealed record ClassPlan
{
    /// <summary>The classes that the data has, and those beyond that only the generator has and the options ask for.</summary>
    public required ClassMap Classes { get; init; }

    /// <summary>For each class the generator's class index; −1 where no image is needed.</summary>
    public required int[] GeneratorClasses { get; init; }

    /// <summary>Rows of each class.</summary>
    public required SamplingPlan Plan { get; init; }

    /// <summary>Some real rows of each class.</summary>
    public required DataViewRowId[][] Templates { get; init; }

    /// <summary>Rows of the data, those without label included.</summary>
    public required long RealRows { get; init; }

    /// <summary>Counts the classes in one pass over the labels and resolves the strategy.</summary>
    /// <exception cref="DatasetException">No row has a label.</exception>
    /// <exception cref="OptionException">The classes do not fit together, or the strategy asks for what cannot be.</exception>
    public static ClassPlan Of(
        IDataView data, LabelColumn label, GeneratorManifest manifest, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        ClassCount count = ClassCount.Of(data, label, options.Seed, options.CancellationToken);
        if (count.Rows == count.Unlabelled)
            throw new DatasetException(
                "There is nothing to augment.",
                $"The training data has {count.Rows} rows, none of them with a value in the label column '{options.LabelColumnName}'.",
                "Give training data with labels.");
        if (count.Unlabelled > 0) environment.Warning($"{count.Unlabelled} of {count.Rows} rows have no label; they stay as they are and count for no class.");

        var generated = new ClassMap(manifest.Classes);
        string[] beyond = ClassMatch.Beyond(count, label, generated, options);
        KeyValuePair<string, long>[] counts = [.. count.PerClass, .. beyond.Select(name => KeyValuePair.Create(name, 0L))];
        var classes = new ClassMap(counts.Select(c => c.Key));
        var match = new ClassMatch(classes, generated, options);
        SamplingPlan plan = match.Restrict(SamplingPlan.Resolve(options.Strategy, counts), environment);
        if (options.MaximumSyntheticShare is { } share) plan = plan.Capped(share);
        foreach (string warning in PlanWarnings.Of(plan, options.MaximumSyntheticShare, ImagesBehind)) environment.Warning(warning);
        environment.Info($"Synthetic rows by strategy '{plan.Strategy}', truncation '{options.Truncation}', seed {options.Seed}:\n{plan}");
        return new ClassPlan
        {
            Classes = classes,
            GeneratorClasses = match.GeneratorClasses,
            Plan = plan,
            Templates = [.. count.Templates, .. beyond.Select(_ => Array.Empty<DataViewRowId>())],
            RealRows = count.Rows,
        };

        // Where the generator was trained on other images than these, they are what it knows.
        long? ImagesBehind(string name) => manifest.TrainingImagesPerClass is { } seen && match.GeneratorClasses[classes.IndexOf(name)] is >= 0 and var c
            ? seen[c] : null;
    }
}
