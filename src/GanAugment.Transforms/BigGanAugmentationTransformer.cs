using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Gate;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms;

/// <summary>What fitting a <see cref="BigGanAugmentationEstimator"/> gives: synthetic rows for the view it was fitted on, until a pass was made over
/// them; the identity for everything else.</summary>
/// <remarks>
/// ML.NET's chains call <c>Transform</c> with the view just fitted, or, for a chain inside a chain, with that view made anew from the same data: both
/// receive the rows.
/// Once training has begun to read them, every further call is the identity, so that scoring the training data later scores real rows only.
/// </remarks>
public sealed class BigGanAugmentationTransformer : ITransformer, IDisposable
{
    private readonly Lineage fitted;
    private readonly Augmentation augmentation;
    private readonly ITransformer scoring;
    private readonly CatalogEnvironment environment;
    private volatile bool armed = true;
    private int cacheWarnings;

    internal BigGanAugmentationTransformer(IDataView input, Augmentation augmentation, ITransformer scoring, CatalogEnvironment environment)
    {
        fitted = new Lineage(input);
        this.augmentation = augmentation;
        this.scoring = scoring;
        this.environment = environment;
    }

    /// <summary>What the generator of the synthetic rows says of itself; where a gate stayed shut, the one that it tried.</summary>
    public GeneratorManifest Generator => augmentation.Generator;

    /// <summary>How many synthetic rows each class received.</summary>
    public SamplingPlan Plan => augmentation.Rows.Plan;

    /// <summary>How many candidates of each class the filters accepted so far, or null without filters. With <see cref="Filtering.ExhaustedRow.KeepBest"/>
    /// images are judged as they are read.</summary>
    public FilterReport? Filters => augmentation.Filtered?.Report;

    /// <summary>What the gate decided and by which figures, or null without a gate.</summary>
    public GateDecision? Gate => augmentation.Decision;

    /// <summary>Always true: at scoring every row is mapped to itself.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>Adds the synthetic rows where this is the training data and training has not read them yet; else passes the rows through.</summary>
    /// <param name="input">Any data of a schema that has the image column.</param>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!fitted.Includes(input))
        {
            // A cache inside an inner chain is there when that chain is fitted, not when the outer one transforms the same data for its trainer.
            if (armed && fitted.IsCached && Interlocked.Exchange(ref cacheWarnings, 1) == 0)
                environment.Warning(
                    "This transformer was fitted on cached data, and its synthetic rows were never read; other data passes through without them. "
                    + "If this is the training data, put the cache behind AugmentWithBigGan, or the trainer into the same chain as the cache.");
            return scoring.Transform(input);
        }

        if (armed) return augmentation.AddTo(input, () => armed = false);
        environment.Warning(
            "The data that this transformer was fitted on was read with its synthetic rows before; this time it passes through without them. "
            + "If a trainer is to be fitted now, put it into the same chain.");
        return scoring.Transform(input);
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => scoring.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => scoring.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => scoring.Save(ctx);

    /// <summary>Frees the generated images, when the last cursor over them is closed; views handed out then have none to give.</summary>
    public void Dispose()
    {
        augmentation.Dispose();
        (scoring as IDisposable)?.Dispose();
    }
}
