namespace GanAugment.Evaluation;

/// <summary>Distances of generated to real images in one feature network: of all classes together, and class by class.</summary>
internal sealed class DistanceFigures
{
    private const string Reference = "trainingImages";
    private const int Subsets = 100, SubsetSize = 1000;

    // The kernel of every pair: of more images the subsets must do.
    private const int MostPaired = 5000;

    // The usual k of precision and recall, and of density and coverage.
    private static readonly int[] Neighbours = [3, 5];

    private readonly ClassSides sides;
    private readonly IFeatureExtractor extractor;
    private readonly EvaluationOptions options;
    private readonly CancellationToken cancellation;

    private DistanceFigures(ClassSides sides, IFeatureExtractor extractor, EvaluationOptions options, CancellationToken cancellation) =>
        (this.sides, this.extractor, this.options, this.cancellation) = (sides, extractor, options, cancellation);

    /// <summary>Figures of all classes.</summary>
    public List<Figure> Figures { get; } = [];

    /// <summary>Figures of single classes.</summary>
    public List<Figure> ClassFigures { get; } = [];

    /// <summary>What makes them doubtful.</summary>
    public List<string> Warnings { get; } = [];

    private string FrechetName => options.PublishedNetwork ? "fid" : "frechet";

    private string KernelName => options.PublishedNetwork ? "kid" : "kernel";

    /// <summary>Measures.</summary>
    public static DistanceFigures Of(ClassSides sides, IFeatureExtractor extractor, EvaluationOptions options, IProgress<EvaluationProgress>? progress,
        CancellationToken cancellation)
    {
        var figures = new DistanceFigures(sides, extractor, options, cancellation);
        figures.Measure(progress);
        return figures;
    }

    private void Measure(IProgress<EvaluationProgress>? progress)
    {
        int size = extractor.Length, total = sides.Total, done = 0;
        bool frechet = options.Metrics.HasFlag(EvaluationMetrics.Frechet), classes = options.Metrics.HasFlag(EvaluationMetrics.Classes);
        bool pairs = (options.Metrics & (EvaluationMetrics.Kernel | EvaluationMetrics.Manifold)) != 0;
        FeatureMoments? real = frechet ? new(size) : null, generated = frechet ? new(size) : null;
        List<float[]> keptReal = [], keptGenerated = [];
        int few = 0;
        for (int c = 0; c < sides.Classes.Count; c++)
        {
            int count = sides.Counts[c], keep = pairs ? Kept(count, total) : 0;
            if (count == 0) continue;
            // A class's own Fréchet distance needs a covariance of full rank.
            bool alone = frechet && classes && count > size;
            FeatureMoments? ownReal = alone ? new(size) : null, ownGenerated = alone ? new(size) : null;
            float[] Read(Data.ILabelledImageSource source, ReadOnlySpan<int> indices, FeatureMoments? all, FeatureMoments? own)
            {
                var kept = new float[keep * size]; // [N, D]
                int at = 0;
                FeatureRows.Read(source, indices, extractor, rows =>
                {
                    all?.Add(rows.Span);
                    own?.Add(rows.Span);
                    int room = Math.Min(rows.Length, kept.Length - at);
                    rows.Span[..room].CopyTo(kept.AsSpan(at));
                    at += room;
                    done += rows.Length / size;
                    progress?.Report(new EvaluationProgress($"Comparing {sides.Classes[c]}", done / (2.0 * total)));
                }, cancellation);
                return kept;
            }

            float[] mine = Read(sides.Training, sides.Real(c), real, ownReal), others = Read(sides.Generated, sides.Drawn(c), generated, ownGenerated);
            keptReal.Add(mine);
            keptGenerated.Add(others);
            if (!classes || count < 2) continue;
            if (alone) Add(FrechetName, count, FrechetDistance.Between(ownReal!, ownGenerated!), c);
            else if (frechet) few++;
            if (pairs) Pairs(mine, others, keep, c);
        }

        progress?.Report(new EvaluationProgress("Comparing all classes", 1));
        if (few > 0)
            Warnings.Add($"{few} of {sides.Counts.Count(n => n > 0)} classes have no more images than the {size} features, so they have no Fréchet distance "
                + "of their own: use their kernel distance, or give more images.");
        if (frechet)
        {
            if ((real!.Weakness() ?? generated!.Weakness()) is { } weakness) Warnings.Add(weakness);
            Add(FrechetName, total, FrechetDistance.Between(real, generated!), null);
        }

        if (pairs) Pairs([.. keptReal.SelectMany(rows => rows)], [.. keptGenerated.SelectMany(rows => rows)], keptReal.Sum(rows => rows.Length) / size, null);
        if (classes) Means();
    }

    // Every class keeps images in proportion, and all where all are few.
    private static int Kept(int count, int total) => total <= GeneratorEvaluation.MostKept ? count
        : Math.Min(count, Math.Max(2, (int)((long)count * GeneratorEvaluation.MostKept / total)));

    private void Pairs(float[] real, float[] generated, int count, int? c)
    {
        cancellation.ThrowIfCancellationRequested();
        int size = extractor.Length;
        if (options.Metrics.HasFlag(EvaluationMetrics.Kernel))
        {
            if (count <= MostPaired) Add(KernelName, count, KernelDistance.Between(real, generated, size), c);
            if (c is null && count > SubsetSize)
            {
                var (mean, deviation) = KernelDistance.OfSubsets(real, generated, size, Subsets, SubsetSize, options.Seed);
                Add(FormattableString.Invariant($"{KernelName}{Subsets}x{SubsetSize}"), count, mean, c, deviation);
            }
        }

        if (!options.Metrics.HasFlag(EvaluationMetrics.Manifold)) return;
        int[] possible = [.. Neighbours.Where(k => k < count)];
        if (possible.Length == 0)
        {
            string what = c is { } at ? $"The class '{sides.Classes[at]}'" : "The data";
            Warnings.Add($"{what} takes part with {count} images, too few to have neighbours for precision and recall: give more than {Neighbours[0]} images.");
            return;
        }

        foreach (ManifoldOverlap found in ManifoldOverlap.Between(real, generated, size, possible, cancellation: cancellation))
        {
            string k = FormattableString.Invariant($"K{found.Neighbours}");
            if (found.Neighbours == Neighbours[0])
            {
                Add($"precision{k}", count, found.Precision, c);
                Add($"recall{k}", count, found.Recall, c);
            }
            else
            {
                Add($"density{k}", count, found.Density, c);
                Add($"coverage{k}", count, found.Coverage, c);
            }
        }
    }

    // The intra-class figures in one number: the mean of the classes that have one.
    private void Means()
    {
        foreach (var group in ClassFigures.GroupBy(f => f.Metric).ToArray())
            Figures.Add(new Figure
            {
                Metric = FormattableString.Invariant($"{group.Key}MeanOf{group.Count()}Classes"),
                Reference = Reference,
                Count = group.Sum(f => f.Count),
                Extractor = extractor.Name,
                Value = group.Average(f => f.Value),
            });
    }

    private void Add(string metric, int count, double value, int? c, double? deviation = null) => (c is null ? Figures : ClassFigures).Add(new Figure
    {
        Metric = metric,
        Reference = Reference,
        Count = count,
        Extractor = extractor.Name,
        Class = c is { } at ? sides.Classes[at] : null,
        Value = value,
        Deviation = deviation,
    });
}
