using GanAugment.Data;

namespace GanAugment.Evaluation;

/// <summary>Whether generated images are copies of training images, judged by held-out real images, which cannot be.</summary>
/// <remarks>Distances of pixels see plain copies only; of features, also those that were shifted or changed in tone. A generator that has learnt the
/// distribution comes as near to its training images as held-out ones do, and as near to held-out images as to training images.</remarks>
public sealed record CopyAudit
{
    private const int Listed = 16;

    // A bound of fewer distances than that is one image's accident.
    private const double BoundShare = 0.01;

    /// <summary>What distances are of: <c>pixels</c> (root mean square, in levels of 0 … 255) or the name of a feature network.</summary>
    public required string Space { get; init; }

    /// <summary>How many generated images were looked at.</summary>
    public required int Images { get; init; }

    /// <summary>How many training images they were compared with.</summary>
    public required int TrainingImages { get; init; }

    /// <summary>How near generated images come to their nearest training image.</summary>
    public required NeighbourBaseline Generated { get; init; }

    /// <summary>How near held-out images come to theirs; null without held-out images.</summary>
    public NeighbourBaseline? HeldOut { get; init; }

    /// <summary>The distance below which an image counts as a near copy: one held-out image in a hundred is nearer. Null without held-out images.</summary>
    public double? Bound { get; init; }

    /// <summary>The share of near copies, 0 … 1; about 0.01 where nothing is copied. Null without held-out images.</summary>
    public double? NearCopies { get; init; }

    /// <summary>The share of generated images that are nearer to a training image than to a held-out one, of equally many of each class, 0 … 1; about 0.5
    /// where nothing is copied, and 1 for copies (DCR share of tabular data). Null without held-out images.</summary>
    public double? CloserToTraining { get; init; }

    /// <summary>How many training and how many held-out images <see cref="CloserToTraining"/> compares; 0 without held-out images.</summary>
    public int ComparedImages { get; init; }

    /// <summary>The share of generated images that are farther from their nearest training image than that is from the nearest other one, 0 … 1: authenticity
    /// (Alaa et al. 2022). About 0.5 where nothing is copied, 0 for copies.</summary>
    public required double Authenticity { get; init; }

    /// <summary>Generated images at distance 0 from a training image.</summary>
    public required int Duplicates { get; init; }

    /// <summary>The nearest pairs, nearest first, to be looked at.</summary>
    public required IReadOnlyList<SuspectedCopy> Nearest { get; init; }

    /// <summary>Audits generated images.</summary>
    /// <param name="generated">The generated images; all are looked at, so give some hundred to some thousand.</param>
    /// <param name="training">The images that the generator was trained on, two or more.</param>
    /// <param name="heldOut">Real images that it has not seen, of the same classes; null leaves the figures out that need them.</param>
    /// <param name="extractor">Makes the features; null compares pixels.</param>
    /// <param name="seed">Chooses the images of equal number.</param>
    /// <param name="progress">Hears what share of the work is done, 0 … 1.</param>
    /// <param name="cancellation">Checked now and then.</param>
    /// <exception cref="DatasetException">The sets differ in shape, or one is too small.</exception>
    public static CopyAudit Of(ILabelledImageSource generated, ILabelledImageSource training, ILabelledImageSource? heldOut,
        IFeatureExtractor? extractor = null, long seed = 0, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(training);
        Check(generated, training, heldOut);
        int phases = heldOut is null ? 2 : 5, phase = 0;
        Neighbour[][] Search(ILabelledImageSource source, ReadOnlyMemory<byte> queries, int count)
        {
            int all = Math.Max(1, source.Labels.Count), now = phase++;
            var heard = progress is null ? null : new Heard(n => progress.Report((now + (double)n / all) / phases));
            return extractor is null ? NearestImages.ByPixels(source, queries, count, heard, cancellation)
                : NearestImages.ByFeatures(source, queries, count, extractor, heard, cancellation);
        }

        byte[] images = Bytes(generated, All(generated), cancellation); // [N, C, H, W]
        Neighbour[] nearest = [.. Search(training, images, 1).Select(list => list[0])];
        double[] distances = [.. nearest.Select(near => near.Distance)];

        // How far each training image that was hit is from the nearest other one.
        int[] hit = [.. nearest.Select(near => near.Index).Distinct()];
        Neighbour[][] ofHit = Search(training, Bytes(training, hit, cancellation), 2);
        Dictionary<int, double> apart = hit.Zip(ofHit, (i, list) => (i, list.First(near => near.Index != i || list.Length == 1).Distance)).ToDictionary();

        var audit = new CopyAudit
        {
            Space = extractor?.Name ?? "pixels",
            Images = nearest.Length,
            TrainingImages = training.Labels.Count,
            Generated = NeighbourBaseline.Of(distances),
            Authenticity = nearest.Average(near => near.Distance > apart[near.Index] ? 1.0 : 0),
            Duplicates = distances.Count(d => d == 0),
            Nearest = [.. nearest.Select((near, i) => new SuspectedCopy(i, generated.Classes[generated.Labels[i]], near.Index, near.Distance))
                .OrderBy(pair => pair.Distance).Take(Listed)],
        };
        if (heldOut is null) return audit;

        byte[] unseen = Bytes(heldOut, Some(heldOut, Math.Max(1000, nearest.Length), seed), cancellation);
        double[] baseline = [.. Search(training, unseen, 1).Select(list => list[0].Distance)];
        double bound = NeighbourBaseline.Quantile([.. baseline.Order()], BoundShare);
        var (fromTraining, fromHeldOut) = EquallyMany(training, heldOut, seed);
        if (fromTraining.Labels.Count == 0)
            throw new DatasetException("Training and held-out images have no class in common.", $"They are '{training.Origin}' and '{heldOut.Origin}'.",
                "Give held-out images of the generator's classes.");
        double[] toTraining = [.. Search(fromTraining, images, 1).Select(list => list[0].Distance)];
        double[] toHeldOut = [.. Search(fromHeldOut, images, 1).Select(list => list[0].Distance)];
        return audit with
        {
            HeldOut = NeighbourBaseline.Of(baseline),
            Bound = bound,
            NearCopies = distances.Average(d => d < bound ? 1.0 : 0),
            // Equal distances speak for neither.
            CloserToTraining = toTraining.Zip(toHeldOut, (t, h) => t < h ? 1 : t == h ? 0.5 : 0).Average(),
            ComparedImages = fromTraining.Labels.Count,
        };
    }

    /// <summary>The audit as figures with their protocol.</summary>
    public IReadOnlyList<Figure> Figures()
    {
        Figure Of(string metric, string reference, double value) =>
            new() { Metric = metric, Reference = reference, Count = Images, Extractor = Space, Value = value };
        string training = FormattableString.Invariant($"all{TrainingImages}TrainingImages");
        List<Figure> figures =
        [
            Of("authenticity", training, Authenticity), Of("medianDistance", training, Generated.Median), Of("duplicates", training, Duplicates),
        ];
        if (NearCopies is { } copies && HeldOut is { } baseline)
            figures.AddRange(
            [
                Of(FormattableString.Invariant($"nearCopiesBy{baseline.Images}HeldOut"), training, copies),
                Of("closerToTraining", FormattableString.Invariant($"{ComparedImages}TrainingAnd{ComparedImages}HeldOut"), CloserToTraining!.Value),
            ]);
        return figures;
    }

    private static void Check(ILabelledImageSource generated, ILabelledImageSource training, ILabelledImageSource? heldOut)
    {
        if (generated.Labels.Count == 0 || training.Labels.Count < 2 || heldOut is { Labels.Count: 0 })
            throw new DatasetException(
                $"Copies of {training.Labels.Count} training images cannot be sought among {generated.Labels.Count} generated ones.",
                $"The training data is '{training.Origin}'.", "Give at least two training images, a generated image, and a held-out one or none.");
        if ((heldOut ?? training).Shape != training.Shape || generated.Shape != training.Shape)
            throw new DatasetException($"Images of {generated.Shape}, {training.Shape} and {(heldOut ?? training).Shape} cannot be compared.",
                $"They are generated, '{training.Origin}' and '{(heldOut ?? training).Origin}'.", "Give images of the generator's shape.");
    }

    // Of each class as many of either set, by name: a class that one set has more of would pull images to that set.
    private static (Subset Training, Subset HeldOut) EquallyMany(ILabelledImageSource training, ILabelledImageSource heldOut, long seed)
    {
        List<int> mine = [], other = [];
        ILookup<string, int> theirs = Enumerable.Range(0, heldOut.Labels.Count).ToLookup(i => heldOut.Classes[heldOut.Labels[i]]);
        foreach (var (label, indices) in StratifiedSplit.ByClass(training))
        {
            int[] those = [.. theirs[training.Classes[label]]];
            int count = Math.Min(indices.Length, those.Length);
            mine.AddRange(Shuffle.Order(indices, seed, 2 * label).AsSpan(0, count));
            other.AddRange(Shuffle.Order(those, seed, 2 * label + 1).AsSpan(0, count));
        }

        return (new Subset(training, mine), new Subset(heldOut, other));
    }

    private static int[] All(ILabelledImageSource source) => [.. Enumerable.Range(0, source.Labels.Count)];

    private static int[] Some(ILabelledImageSource source, int most, long seed)
    {
        int[] all = All(source);
        return all.Length <= most ? all : Shuffle.Order(all, seed, 0)[..most];
    }

    private static byte[] Bytes(ILabelledImageSource source, int[] indices, CancellationToken cancellation)
    {
        int length = source.Shape.Length;
        var bytes = new byte[(long)indices.Length * length];
        for (int i = 0; i < indices.Length; i++)
        {
            if (i % 256 == 0) cancellation.ThrowIfCancellationRequested();
            source.Read(indices[i], bytes.AsSpan(i * length, length));
        }

        return bytes;
    }

    // Progress<T> would tell from another thread, and later.
    private sealed class Heard(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
