using System.Collections.Concurrent;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Candidates;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Filtering;
using GanAugment.Transforms.Gate;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms.Rows;

/// <summary>What is to be added to one training set: the engine below every door.</summary>
internal sealed class Augmentation : IDisposable
{
    private readonly LabelColumn label;
    private readonly SyntheticColumn labels;
    private readonly int imageIndex;
    private readonly SyntheticColumn imageValues;
    private readonly TemplateRows templates;
    private readonly OtherColumns others;
    private readonly AddedColumns added;
    private readonly IReadOnlyDictionary<DataViewRowId, int>? repeated; // Real rows that stand more than once.
    private readonly CatalogEnvironment environment;
    private readonly ConcurrentDictionary<int, bool> warned = [];

    private Augmentation(
        LabelColumn label,
        int imageIndex,
        SyntheticColumn imageValues,
        SyntheticRows rows,
        SyntheticImageStore images,
        TemplateRows templates,
        OtherColumns others,
        AddedColumns added,
        long realRows,
        IReadOnlyDictionary<DataViewRowId, int>? repeated,
        SyntheticRowPlacement placement,
        CatalogEnvironment environment)
    {
        this.label = label;
        labels = label.Fill(rows);
        this.imageIndex = imageIndex;
        this.imageValues = imageValues;
        this.templates = templates;
        this.others = others;
        this.added = added;
        this.environment = environment;
        Rows = rows;
        Images = images;
        RealRows = realRows + rows.Plan.DuplicateTotal;
        this.repeated = repeated;
        Placement = placement;
    }

    public SyntheticRows Rows { get; }

    public SyntheticImageStore Images { get; }

    /// <summary>The filters' work; null without filters.</summary>
    public FilteredImages? Filtered { get; private init; }

    /// <summary>What the gate decided; null without a gate.</summary>
    public GateDecision? Decision { get; private set; }

    /// <summary>Rows that are not synthetic: the real ones and their duplicates.</summary>
    public long RealRows { get; }

    /// <summary>Synthetic rows and duplicates.</summary>
    public long AddedRows => Rows.Count + Rows.Plan.DuplicateTotal;

    public SyntheticRowPlacement Placement { get; }

    /// <summary>What the generator says of itself.</summary>
    public GeneratorManifest Generator => Source.Manifest;

    private GeneratorSource Source { get; init; } = null!;

    /// <summary>Plans with the generator of the options, or trains one first; where there is a gate, only if it opens.</summary>
    /// <param name="data">The training data.</param>
    /// <param name="opened">The generator of the options; null where it is to be trained.</param>
    /// <param name="options">The options.</param>
    /// <param name="environment">Where messages go.</param>
    public static Augmentation Of(IDataView data, GeneratorSource? opened, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        GateDecision? decision = null;
        GeneratorSource generator = options.Gate is null
            ? GeneratorSource.For(data, opened, options, environment)
            : GateTrial.Decide(data, opened, options, environment, out decision);
        if (decision is not null)
            options = decision.Chosen?.Apply(options) ?? options with { Strategy = WhenShut(decision, options.Strategy), Gate = null };
        try
        {
            Augmentation planned = Plan(data, options, generator, environment);
            planned.Decision = decision;
            return planned;
        }
        catch
        {
            generator.Dispose();
            throw;
        }
    }

    // Who asked for duplicates keeps them where they are the better baseline.
    private static SamplingStrategy WhenShut(GateDecision decision, SamplingStrategy asked) =>
        asked.FillsWithDuplicates && decision.Baseline == GateDecision.Oversampling ? SamplingStrategy.Mix(0) : SamplingStrategy.Add(0);

    /// <summary>Checks the columns, counts the classes and resolves the strategy. Nothing is generated but what filters judge beforehand.</summary>
    public static Augmentation Plan(IDataView data, BigGanAugmentationOptions options, GeneratorSource generator, CatalogEnvironment environment)
    {
        GeneratorManifest manifest = generator.Manifest;
        ImageColumn image = ImageColumn.Of(data.Schema, manifest.Shape, options, environment);
        LabelColumn label = LabelColumn.Of(data.Schema, options.LabelColumnName, environment, options.ClassNames is not null);
        var others = new OtherColumns(data.Schema, options);
        AddedColumns added = AddedColumns.Of(options, data.Schema);
        ClassPlan classes = ClassPlan.Of(data, label, manifest, options, environment);
        SamplingPlan plan = classes.Plan;
        if (plan.SyntheticTotal > 0) image.CheckRange(data);
        if (image.Shape is var (_, height, width) && (height, width) != (manifest.Height, manifest.Width))
            environment.Info($"Images are resized from {manifest.Height}×{manifest.Width} to {height}×{width} pixels ({options.Resizing}).");

        var addresses = new ImageAddresses(classes.Classes, classes.GeneratorClasses, options);
        var real = new Lazy<RealImages>(() => RealImages.Of(data, image, label, classes.Classes, manifest.Shape, options, environment));
        ICandidateImages candidates = generator.IsTranslator
            ? new TranslatedCandidates(generator, classes.Classes, addresses, real, options)
            : new GeneratedCandidates(generator, classes.Classes, addresses, options);
        plan = WithinLimits(plan, candidates, environment);
        FilteredImages? filtered = null;
        if (options.Filters.Count > 0 && plan.SyntheticTotal > 0)
        {
            AcceptedCandidates accepted = FilterPreparation.Prepare(
                data, image, label, plan, candidates, generator, classes.GeneratorClasses, real, options, environment);
            filtered = new FilteredImages(candidates, accepted, options, environment);
            plan = filtered.Settle(plan);
        }

        var rows = new SyntheticRows(plan);
        filtered?.Assign(rows);
        ISyntheticImages maker = filtered ?? (ISyntheticImages)new UnfilteredImages(candidates, rows);
        // Accepted images wait for their rows in the other half.
        var images = new SyntheticImageStore(
            maker, image.Rendering(maker), rows, filtered is null ? options : options with { MemoryLimit = options.MemoryLimit / 2 }, environment);
        var templates = new TemplateRows(rows, classes.Templates, options.Seed);
        Dictionary<DataViewRowId, int>? repeated = plan.DuplicateTotal == 0 ? null : new LabelledRows(data, label, options.CancellationToken)
            .Repeated(options.Seed, plan.ToDictionary(quota => quota.ClassName, quota => quota.Duplicates));
        int imageIndex = data.Schema[options.ImageColumnName].Index;
        return new Augmentation(
            label, imageIndex, image.Fill(images), rows, images, templates, others, added, classes.RealRows, repeated, options.Placement, environment)
        {
            Filtered = filtered,
            Source = generator,
        };
    }

    // A translator without latents has one image for each source: more rows would be copies.
    private static SamplingPlan WithinLimits(SamplingPlan plan, ICandidateImages candidates, CatalogEnvironment environment)
    {
        long[] possible = [.. plan.Select((quota, c) => quota.Synthetic == 0 ? 0 : Math.Min(quota.Synthetic, candidates.Limit(c)))];
        string[] less = [.. plan.Where((quota, c) => possible[c] < quota.Synthetic).Select((quota, c) => $"'{quota.ClassName}'")];
        if (less.Length == 0) return plan;
        SamplingPlan limited = plan.With(possible);
        environment.Warning($"There are too few images of other classes to translate into {string.Join(", ", less)}; the plan is now:\n{limited}");
        return limited;
    }

    /// <summary>A view with the columns of some data whose only rows are given images, in their order. Their label is that of a class that was met in the
    /// data, everything else is missing.</summary>
    /// <exception cref="OptionException">The column holds paths: such images would have to be written to files.</exception>
    public static IDataView Alone(DataViewSchema schema, ImageColumn image, LabelColumn label, string className, GivenImages given, int count)
    {
        if (image is PathColumn)
            throw new OptionException($"A model cannot judge images in the column of paths '{image.Column.Name}'.",
                "A classifier filter was given in the options of AugmentWithBigGan.", "Put AugmentWithBigGan behind LoadImages.");
        var options = new BigGanAugmentationOptions
        {
            ImageColumnName = schema[image.Column.Index].Name,
            LabelColumnName = schema[label.Column.Index].Name,
            OtherColumns = ColumnFill.Missing,
            BatchSize = Math.Max(1, count),
            MemoryLimit = long.MaxValue,
        };
        SamplingPlan plan = SamplingPlan.Resolve(SamplingStrategy.Add(count), [KeyValuePair.Create(className, 0L)]);
        var rows = new SyntheticRows(plan);
        var images = new SyntheticImageStore(given, image.Rendering(given), rows, options, CatalogEnvironment.None);
        var augmentation = new Augmentation(
            label, image.Column.Index, image.Fill(images), rows, images, new TemplateRows(rows, [[]], 0), new OtherColumns(schema, options),
            new AddedColumns(options, _ => null), 0, null, SyntheticRowPlacement.Appended, CatalogEnvironment.None);
        return augmentation.AddTo(new EmptyView(schema));
    }

    /// <summary>The view with the synthetic rows.</summary>
    /// <param name="data">The rows that were counted.</param>
    /// <param name="onFirstCursor">Called before the first pass.</param>
    public IDataView AddTo(IDataView data, Action? onFirstCursor = null) => new AugmentedDataView(data, this, onFirstCursor);

    /// <summary>The rows that are not synthetic: those of some data, with their duplicates.</summary>
    public IDataView Real(IDataView data) => repeated is null ? data : new CountedRows(data, repeated, 1);

    /// <summary>The schema of the view with the synthetic rows: the very schema of the data where no column is added.</summary>
    public DataViewSchema Extend(DataViewSchema schema) => added.Extend(schema);

    /// <summary>Opens the synthetic values of the columns that a cursor over some real rows reads.</summary>
    /// <param name="data">The real rows.</param>
    /// <param name="active">Columns of the extended schema.</param>
    public AugmentedColumns Open(IDataView data, IReadOnlyCollection<DataViewSchema.Column> active)
    {
        int width = data.Schema.Count;
        int[] other = [.. active.Select(column => column.Index).Where(index => index < width && index != imageIndex && index != label.Column.Index)];
        int[] copied = [.. other.Where(index => others.IsCopied(data.Schema[index]))];
        if (Rows.Count > 0) WarnOfImages(data.Schema, copied);
        Dictionary<int, SyntheticColumn> columns = other.ToDictionary(index => index, index => others.Of(data, index, templates, copied));
        columns[label.Column.Index] = labels;
        columns[imageIndex] = imageValues;
        foreach (DataViewSchema.Column column in active)
            if (column.Index >= width) columns[column.Index] = added.Fill(column.Index - width, Images);
        // A column that was added may tell where an image comes from.
        bool readsImages = active.Any(column => column.Index == imageIndex || column.Index >= width);
        if (readsImages) Images.Open();
        return new AugmentedColumns(columns, readsImages ? Images : null);
    }

    /// <summary>Frees the generated images, and a generator that was trained for them, when the last cursor over them is closed.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Source.Dispose();
    }

    // Features that were made from images before the augmentation would show a real image beside a synthetic row's label: duplicates, not augmentation.
    private void WarnOfImages(DataViewSchema schema, IEnumerable<int> copied)
    {
        foreach (int index in copied)
        {
            DataViewType type = schema[index].Type;
            bool suspicious = type is ImageDataViewType || (type is VectorDataViewType vector && vector.Size >= Images.Shape.PlaneLength);
            if (suspicious && warned.TryAdd(index, true))
                environment.Warning(
                    $"The column '{schema[index].Name}' of synthetic rows is copied from real rows. "
                    + "If it is made from the images, put AugmentWithBigGan before the step that makes it.");
        }
    }
}
