using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;

namespace GanAugment.Evaluation;

/// <summary>Measures a generator: how near its images are to real ones, class by class too, what a classifier makes of them, and whether they are
/// copies.</summary>
/// <remarks>As many generated as real images of each class are compared, so that both sides have the classes in the same proportions. Images pass through in
/// batches; moments are added up as they pass, and of at most <see cref="MostKept"/> images the features stay in memory.</remarks>
public static class GeneratorEvaluation
{
    /// <summary>Of so many images on each side features are kept, for metrics of pairs; N in their figures says so.</summary>
    public const int MostKept = 10_000;

    /// <summary>Measures.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="training">The images it was trained on, of its shape, with its classes by name.</param>
    /// <param name="heldOut">Real images that it has not seen, or null; needed to judge copies.</param>
    /// <param name="extractor">The feature network; null leaves distances out.</param>
    /// <param name="classifier">A classifier of real images, or null.</param>
    /// <param name="options">What is measured.</param>
    /// <param name="generatorSha256">SHA-256 of the generator's file, for the document.</param>
    /// <param name="progress">Told as images pass.</param>
    /// <param name="cancellation">Checked before every batch.</param>
    /// <exception cref="OptionException">An option cannot work.</exception>
    /// <exception cref="DatasetException">The images are not of the generator's shape or classes, or held-out images are training images.</exception>
    /// <exception cref="GeneratorException">A network gives features that are no numbers.</exception>
    public static EvaluationResult Run(IConditionalGenerator generator, ILabelledImageSource training, ILabelledImageSource? heldOut,
        IFeatureExtractor? extractor, IImageClassifier? classifier, EvaluationOptions options, string? generatorSha256 = null,
        IProgress<EvaluationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var warnings = new List<string>();
        GeneratorManifest manifest = generator.Manifest;
        EvaluatedData trained = Described(training, manifest);
        ClassSides sides = ClassSides.Of(generator, training, options, warnings);
        if (trained.TrainedOn == false)
            warnings.Add($"The generator was not trained on '{training.Origin}' as it is now, so that copies may not be found: "
                + "give the images of its training with the same split and selection.");
        if (heldOut is not null) RefuseOverlap(training, heldOut, warnings, cancellation);

        var figures = new List<Figure>();
        var classFigures = new List<Figure>();
        if (extractor is not null && (options.Metrics & (EvaluationMetrics.Frechet | EvaluationMetrics.Kernel | EvaluationMetrics.Manifold)) != 0)
        {
            var measured = DistanceFigures.Of(sides, extractor, options, progress, cancellation);
            figures.AddRange(measured.Figures);
            classFigures.AddRange(measured.ClassFigures);
            warnings.AddRange(measured.Warnings);
        }

        if (classifier is not null && options.Metrics.HasFlag(EvaluationMetrics.Classifier))
        {
            var judged = ClassifierFigures.Of(sides, classifier, options, progress, cancellation);
            figures.AddRange(judged.Figures);
            classFigures.AddRange(judged.ClassFigures);
        }

        var audits = new List<CopyAudit>();
        if (options.Metrics.HasFlag(EvaluationMetrics.Copies))
        {
            if (heldOut is null)
                warnings.Add("There are no held-out images, so how near is too near is not known: give some to judge copies.");
            ILabelledImageSource audited = sides.Fewer(options.AuditedImages);
            foreach (IFeatureExtractor? space in extractor is null ? (IFeatureExtractor?[])[null] : [null, extractor])
            {
                string doing = $"Seeking copies by {space?.Name ?? "pixels"}";
                var heard = progress is null ? null : new Heard(share => progress.Report(new EvaluationProgress(doing, share)));
                CopyAudit audit = CopyAudit.Of(audited, training, heldOut, space, options.Seed, heard, cancellation);
                audits.Add(audit);
                figures.AddRange(audit.Figures());
            }
        }

        return new EvaluationResult
        {
            Generator = manifest,
            GeneratorSha256 = generatorSha256,
            Training = trained,
            HeldOut = heldOut is null ? null : Described(heldOut, manifest) with { TrainedOn = null },
            Truncation = options.Truncation.ToString(),
            Seed = options.Seed,
            Figures = figures,
            ClassFigures = classFigures,
            Copies = audits,
            Warnings = warnings,
        };
    }

    /// <summary>Checks that data can be measured against, before costlier work begins; <see cref="Run"/> does it too.</summary>
    /// <param name="generator">The generator's description.</param>
    /// <param name="training">The images it was trained on.</param>
    /// <exception cref="DatasetException">The images are not of the generator's shape or classes.</exception>
    public static void Check(GeneratorManifest generator, ILabelledImageSource training)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(training);
        ClassSides.Members(generator, training);
    }

    private static EvaluatedData Described(ILabelledImageSource data, GeneratorManifest manifest)
    {
        string fingerprint = DatasetFingerprint.Compute(data);
        return new EvaluatedData(data.Origin, data.Labels.Count, fingerprint, manifest.DatasetFingerprint is { } known ? known == fingerprint : null);
    }

    // An image in both says nothing of what the generator has not seen. Public sets hold some images twice, so few are only said.
    private static void RefuseOverlap(ILabelledImageSource training, ILabelledImageSource heldOut, List<string> warnings, CancellationToken cancellation)
    {
        var known = new HashSet<Int128>();
        Hashes(training, (_, hash) => known.Add(hash), cancellation);
        int both = 0;
        Hashes(heldOut, (_, hash) => both += known.Contains(hash) ? 1 : 0, cancellation);
        if (both * 100L > heldOut.Labels.Count)
            throw new DatasetException($"{both} of {heldOut.Labels.Count} held-out images are training images.",
                $"They are '{heldOut.Origin}' and '{training.Origin}'.", "Give images that the generator has not seen, such as the test part.");
        if (both > 0)
            warnings.Add($"{both} of {heldOut.Labels.Count} held-out images are training images too: remove them for exact figures.");
    }

    private static void Hashes(ILabelledImageSource source, Action<int, Int128> each, CancellationToken cancellation)
    {
        var bytes = new byte[source.Shape.Length];
        Span<byte> hash = stackalloc byte[32];
        for (int i = 0; i < source.Labels.Count; i++)
        {
            if (i % 256 == 0) cancellation.ThrowIfCancellationRequested();
            source.Read(i, bytes);
            System.Security.Cryptography.SHA256.HashData(bytes, hash);
            each(i, System.Buffers.Binary.BinaryPrimitives.ReadInt128LittleEndian(hash));
        }
    }

    private sealed class Heard(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
