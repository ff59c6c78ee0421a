using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Provenance;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>The data of a comparison after everything was refused that would make its result worthless.</summary>
internal sealed class CheckedData
{
    private readonly HashSet<ulong> judged = []; // Evaluation and validation images.

    private CheckedData(ILabelledImageSource train) => Train = train;

    /// <summary>All training images.</summary>
    public ILabelledImageSource Train { get; }

    public required DataProvenance Training { get; init; }

    /// <summary>Validation images of their own; null where they are a part of the training images.</summary>
    public ILabelledImageSource? Validation { get; private set; }

    /// <summary>The pool of other real images; null where there is none.</summary>
    public ILabelledImageSource? Pool { get; private set; }

    public List<(EvaluationSet Set, DataProvenance Provenance)> Evaluations { get; } = [];

    /// <summary>What the generator was trained on; null where it is not known, or every repetition trains one.</summary>
    public TrainingImageIndex? Seen { get; private init; }

    /// <summary>What is no reason to refuse, but must be said.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Checks everything that can be checked before a classifier is trained.</summary>
    /// <exception cref="DatasetException">The data cannot be compared on.</exception>
    /// <exception cref="GeneratorException">The generator was trained on evaluation images, or makes images of another shape.</exception>
    public static CheckedData Of(ILabelledImageSource train, IReadOnlyList<EvaluationSet> evaluations, ComparisonOptions options)
    {
        if (evaluations.Count == 0 || evaluations.DistinctBy(set => set.Name).Count() != evaluations.Count)
            throw new OptionException($"The evaluation sets '{string.Join("', '", evaluations.Select(set => set.Name))}' cannot be told apart, or there is none.",
                "They were given to the comparison.", "Give at least one set, and every name once.");
        GeneratorManifest? manifest = options.Generator?.Manifest;
        if (manifest is not null && manifest.Shape != train.Shape)
            throw new GeneratorException($"The generator makes images of {manifest.Shape}, but the training images are of {train.Shape}.",
                $"The data is '{train.Origin}'.", "Resize the images to the generator's size, or train a generator for this size.");
        string fingerprint = DatasetFingerprint.Compute(train);
        var data = new CheckedData(train)
        {
            Training = new DataProvenance(train.Origin, train.Labels.Count, fingerprint),
            Seen = options.Generator is null ? null
                : options.Generator.TrainingImages ?? (manifest!.DatasetFingerprint == fingerprint ? TrainingImageIndex.Of(train) : null),
        };
        data.CheckClasses(options);
        data.CheckMarks(options, evaluations);
        HashSet<ulong> own = [.. ImageHash.OfAll(train)];
        foreach (EvaluationSet set in evaluations)
        {
            ILabelledImageSource images = AlignedImages.To($"the images of '{set.Name}'", set.Images, train);
            string name = DatasetFingerprint.Compute(images);
            if (name == fingerprint)
                throw new DatasetException("Training and evaluation images are the same, so the result would mean nothing.", $"Both are '{images.Origin}'.",
                    "Give images that were held out.");
            if (manifest?.DatasetFingerprint is { } trained && trained == name)
                throw new GeneratorException("The generator was trained on the evaluation images, so the result would mean nothing.",
                    $"The images are '{images.Origin}'; their fingerprint is the one in the generator's manifest.",
                    "Train the generator on the training split only.");
            images = data.Apart(set.Name, images, own, options.SharedImages);
            data.Evaluations.Add((set with { Images = images }, new DataProvenance(images.Origin, images.Labels.Count, DatasetFingerprint.Compute(images))));
        }

        if (options.Validation is { } validation)
        {
            HashSet<ulong> others = [.. own, .. data.judged];
            data.Validation = data.Apart("validation", AlignedImages.To("the validation images", validation, train), others, options.SharedImages,
                ofGenerator: false);
            if (data.SeenOf(data.Validation) is > 0 and var seen) data.Warnings.Add(SeenValidation(seen, data.Validation.Labels.Count));
        }

        if (options.Pool is { } pool) data.Pool = data.OfPool(pool, [.. own, .. data.judged], options.SharedImages);
        if (options.Generator is not null && data.Seen is null)
            data.Warnings.Add("The generator's file does not say which images it was trained on; only the fingerprint of its whole data set could be compared.");
        else if (data.Seen is { IsComplete: false })
            data.Warnings.Add("The generator began with networks that do not say what they were trained on; those images could not be checked.");
        if (options.Seeds.Count < ComparisonOptions.EnoughSeeds)
            data.Warnings.Add($"{options.Seeds.Count} of the {ComparisonOptions.EnoughSeeds} repetitions that an interval should rest on.");
        return data;
    }

    /// <summary>How many images the generator was trained on, as far as it is known.</summary>
    public int SeenOf(ILabelledImageSource images) => Seen is null ? 0 : ImageHash.OfAll(images).Count(Seen.Contains);

    /// <summary>Says what a fixed generator knows that the classifiers of a repetition do not.</summary>
    public void CheckRepetition(ILabelledImageSource train, ILabelledImageSource validation)
    {
        if (Seen is null) return;
        if (Validation is null && SeenOf(validation) is > 0 and var seen) Warnings.Add(SeenValidation(seen, validation.Labels.Count));
        int shared = ImageHash.OfAll(train).Distinct().Count(Seen.Contains), outside = Seen.Count - shared;
        if (outside > 0)
            Warnings.Add($"The generator was trained on {outside} images that are not among a repetition's {train.Labels.Count} training images: "
                + "it brings information that the baselines do not have.");
    }

    /// <summary>Refuses synthetic images that stand, pixel for pixel, in evaluation or validation data.</summary>
    /// <param name="images">[class][N][C·H·W], 0 … 1.</param>
    /// <exception cref="DatasetException">There is one.</exception>
    public void RefuseJudged(float[][][] images)
    {
        int found = images.Sum(own => own.Count(image => judged.Contains(ImageHash.Of(Train.Shape, Array.ConvertAll(image, p => (byte)MathF.Round(255 * p))))));
        if (found > 0)
            throw new DatasetException($"{found} synthetic images are, pixel for pixel, images of the evaluation or validation data.",
                "Either synthetic images were put there, or the generator repeats images that it must not have seen.",
                "Judge on real images that the generator was not trained on.");
    }

    private void CheckClasses(ComparisonOptions options)
    {
        int[] counts = Train.CountPerClass();
        if (Array.IndexOf(counts, 0) is >= 0 and var none)
            throw new DatasetException($"Class '{Train.Classes[none]}' has no real training image, so all of its rows would be synthetic.",
                $"The data is '{Train.Origin}'.", "Give real images of the class, or leave it out.");
        if (Array.IndexOf(counts, 1) is not (>= 0 and var single)) return;
        if (options.Validation is null)
            throw new DatasetException($"Class '{Train.Classes[single]}' has one image, which cannot be both trained on and validated with.",
                $"The data is '{Train.Origin}'.", "Give more images of the class, leave it out, or give validation images of their own.");
        Warnings.Add($"Class '{Train.Classes[single]}' has one training image: neither SMOTE nor a generator can know how its images differ.");
    }

    private void CheckMarks(ComparisonOptions options, IReadOnlyList<EvaluationSet> evaluations)
    {
        int own = Marked(Train);
        if (own == Train.Labels.Count)
            throw new DatasetException("All training images are marked as synthetic, so no arm would have a real row.", $"The data is '{Train.Origin}'.",
                "Give the real images; the comparison adds synthetic ones itself.");
        if (own > 0)
            Warnings.Add($"{own} of {Train.Labels.Count} training images are marked as synthetic; they are treated like real ones.");
        foreach (var (name, images) in evaluations.Select(set => (set.Name, set.Images))
            .Concat(options.Validation is { } validation ? [("validation", validation)] : []).Concat(options.Pool is { } pool ? [("pool", pool)] : []))
            if (Marked(images) is > 0 and var marked)
                throw new DatasetException($"{marked} of {images.Labels.Count} images of '{name}' are marked as synthetic.", $"The data is '{images.Origin}'.",
                    name == "pool" ? "Give a pool of real images." : "Judge on real images only.");

        static int Marked(ILabelledImageSource images) => Enumerable.Range(0, images.Labels.Count).Count(images.IsSynthetic);
    }

    // Without the images that somebody was trained on.
    private ILabelledImageSource Apart(string name, ILabelledImageSource images, HashSet<ulong> others, SharedImages shared, bool ofGenerator = true)
    {
        ulong[] hashes = ImageHash.OfAll(images);
        int[] trained = [.. Enumerable.Range(0, hashes.Length).Where(i => others.Contains(hashes[i]))];
        int[] generated = ofGenerator && Seen is not null ? [.. Enumerable.Range(0, hashes.Length).Where(i => Seen.Contains(hashes[i]))] : [];
        HashSet<int> gone = [.. trained, .. generated];
        if (gone.Count > 0 && (shared == SharedImages.Refuse || gone.Count == hashes.Length))
        {
            string remedy = gone.Count == hashes.Length ? "Give images that were held out."
                : "Remove them, or leave them out (SharedImages.LeaveOut, --drop-shared).";
            throw generated.Length > trained.Length
                ? new GeneratorException($"The generator was trained on {generated.Length} of {hashes.Length} images of '{name}', so the result would mean little.",
                    $"The first is image {generated[0]} of '{images.Origin}'.", remedy)
                : new DatasetException($"{trained.Length} of {hashes.Length} images of '{name}' are training images too, so the result would mean little.",
                    $"The first is image {trained[0]} of '{images.Origin}'.", remedy);
        }

        if (gone.Count > 0)
        {
            Warnings.Add($"{gone.Count} of {hashes.Length} images of '{name}' were left out, because classifiers or generator are trained on them.");
            images = new Subset(images, Enumerable.Range(0, hashes.Length).Where(i => !gone.Contains(i)));
        }

        judged.UnionWith(hashes.Where((_, i) => !gone.Contains(i)));
        return images;
    }

    // Baselines may learn from all of the pool, so nothing that is trained on or judged by may stand in it.
    private ILabelledImageSource OfPool(ILabelledImageSource pool, HashSet<ulong> others, SharedImages shared)
    {
        if (pool.Shape != Train.Shape)
            throw new DatasetException($"The images of the pool are of {pool.Shape}, the training images of {Train.Shape}.",
                $"They are '{pool.Origin}' and '{Train.Origin}'.", "Give images of the same shape.");
        int[] apart = [.. ImageHash.OfAll(pool).Index().Where(image => !others.Contains(image.Item)).Select(image => image.Index)];
        int common = pool.Labels.Count - apart.Length;
        if (common == 0) return pool;
        if (shared == SharedImages.Refuse || apart.Length == 0)
            throw new DatasetException($"{common} of {pool.Labels.Count} images of the pool are training, validation or evaluation images too.",
                $"The pool is '{pool.Origin}'.",
                apart.Length == 0 ? "Give other images." : "Remove them, or leave them out (SharedImages.LeaveOut, --drop-shared).");
        Warnings.Add($"{common} of {pool.Labels.Count} images of the pool were left out, because they are training, validation or evaluation images too.");
        return new Subset(pool, apart);
    }

    private static string SeenValidation(int seen, int all) =>
        $"The generator was trained on {seen} of {all} validation images, which favours it there; evaluation images are apart.";
}
