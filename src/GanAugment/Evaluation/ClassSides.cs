using GanAugment.Data;
using GanAugment.Generation;

namespace GanAugment.Evaluation;

/// <summary>What is compared: of each class of a generator some real images, and as many generated ones.</summary>
internal sealed class ClassSides
{
    private readonly IConditionalGenerator generator;
    private readonly EvaluationOptions options;
    private readonly int[][] real; // [class][N]
    private readonly int[] first; // [class]: the place of its first generated image

    private ClassSides(IConditionalGenerator generator, ILabelledImageSource training, int[][] real, EvaluationOptions options)
    {
        (this.generator, this.real, this.options) = (generator, real, options);
        Training = training;
        Counts = Array.ConvertAll(real, r => r.Length);
        first = new int[real.Length];
        for (int c = 1; c < real.Length; c++) first[c] = first[c - 1] + Counts[c - 1];
        Generated = new GeneratedImages(generator, Counts, options.Seed, options.Truncation);
    }

    /// <summary>The real images.</summary>
    public ILabelledImageSource Training { get; }

    /// <summary>The generated images, class after class.</summary>
    public GeneratedImages Generated { get; }

    /// <summary>The classes of the generator.</summary>
    public ClassMap Classes => Generated.Classes;

    /// <summary>Images per class on each side.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Images on each side.</summary>
    public int Total => Counts.Sum();

    /// <summary>Indices of the real images of a class.</summary>
    public ReadOnlySpan<int> Real(int c) => real[c];

    /// <summary>Indices of the generated images of a class.</summary>
    public int[] Drawn(int c) => [.. Enumerable.Range(first[c], Counts[c])];

    /// <summary>So many generated images at most, of each class in proportion but at least one: the first rows of each.</summary>
    public GeneratedImages Fewer(int most)
    {
        int total = Total;
        return new GeneratedImages(generator, total <= most ? [.. Counts]
            : [.. Counts.Select(n => n == 0 ? 0 : Math.Max(1, (int)((long)n * most / total)))], options.Seed, options.Truncation);
    }

    /// <summary>The images of each class of the generator: [class][N].</summary>
    /// <exception cref="DatasetException">They are not of its shape, or none of its classes.</exception>
    public static int[][] Members(GeneratorManifest manifest, ILabelledImageSource training)
    {
        if (training.Shape != manifest.Shape)
            throw new DatasetException($"The generator makes images of {manifest.Shape}, but the data has {training.Shape}.",
                $"The data is '{training.Origin}'.",
                "Give the data that the generator was trained on, at its size.");
        int[][] all = [.. StratifiedSplit.ByClass(training).Select(pair => pair.Indices)];
        int[][] members = [.. manifest.Classes.Select(name => training.Classes.IndexOf(name) is >= 0 and int label ? all[label] : [])];
        if (members.All(m => m.Length == 0))
            throw new DatasetException("The data has no image of the generator's classes.",
                $"The data is '{training.Origin}', the classes are {new ClassMap(manifest.Classes)}.",
                "Give the data that the generator was trained on.");
        if (members.Sum(m => m.Length) < 2)
            throw new DatasetException("One image has no distribution to compare with.", $"The data is '{training.Origin}'.",
                "Give more images of the generator's classes.");
        return members;
    }

    /// <summary>Chooses the images.</summary>
    public static ClassSides Of(IConditionalGenerator generator, ILabelledImageSource training, EvaluationOptions options, List<string> warnings)
    {
        GeneratorManifest manifest = generator.Manifest;
        int[][] members = Members(manifest, training);
        string[] absent = [.. manifest.Classes.Where((_, c) => members[c].Length == 0)];
        if (absent.Length > 0)
            warnings.Add($"The data has no image of '{string.Join("', '", absent)}': they are not measured; give images of every class.");
        int[] counts = Quota([.. members.Select(m => m.Length)], Math.Min(options.Images, members.Sum(m => m.Length)));
        // A class of one image has no spread, and its distance no meaning.
        if (options.Metrics.HasFlag(EvaluationMetrics.Classes))
            foreach (int c in Enumerable.Range(0, counts.Length).Where(c => counts[c] == 1))
                warnings.Add($"The class '{manifest.Classes[c]}' takes part with one image and has no distances of its own: give more images of it.");
        return new ClassSides(generator, training,
            [.. members.Select((m, c) => Shuffle.Order(m, options.Seed, c)[..counts[c]].Order().ToArray())], options);
    }

    // In proportion, by the largest remainders, so that the total is exact.
    private static int[] Quota(int[] members, int total)
    {
        long all = members.Sum(m => (long)m);
        int[] counts = Array.ConvertAll(members, m => (int)(m * (long)total / all));
        int[] order = [.. Enumerable.Range(0, members.Length).OrderByDescending(c => members[c] * (long)total % all).ThenBy(c => c)];
        for (int left = total - counts.Sum(), i = 0; left > 0; left--, i++) counts[order[i]]++;
        return counts;
    }
}
