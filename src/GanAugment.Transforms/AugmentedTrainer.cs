using Microsoft.ML;

namespace GanAugment.Transforms;

/// <summary>A trainer that sees synthetic rows beside the real ones. What it fits is its own transformer, in which nothing is left of the
/// augmentation.</summary>
internal sealed class AugmentedTrainer<TTransformer> : IEstimator<TTransformer>
    where TTransformer : ITransformer
{
    private readonly IEstimator<TTransformer> trainer;
    private readonly BigGanAugmentationEstimator augmentation;

    public AugmentedTrainer(IEstimator<TTransformer> trainer, BigGanAugmentationEstimator augmentation)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(augmentation);
        this.trainer = trainer;
        this.augmentation = augmentation;
    }

    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var augmented = augmentation.Augment(input);
        return trainer.Fit(augmented.AddTo(input));
    }

    // Columns that are added to training data, such as weights, are there for the trainer and not at scoring.
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        HashSet<string> own = [.. inputSchema.Select(column => column.Name)];
        SchemaShape training = augmentation.GetOutputSchema(inputSchema);
        HashSet<string> added = [.. training.Select(column => column.Name).Where(name => !own.Contains(name))];
        SchemaShape output = trainer.GetOutputSchema(training);
        return added.Count == 0 ? output : new SchemaShape(output.Where(column => !added.Contains(column.Name)));
    }
}
