using GanAugment.Data;
using GanAugment.Editing;
using GanAugment.Generation;
using GanAugment.Reporting;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>What a report shows of the generator of the first repetition. Nothing is picked: the first images of every class, the first rows of seed
/// 0.</summary>
internal sealed class Gallery
{
    private const int ImagesPerClass = 7, Neighbours = 3, Judged = 64;
    private const long Seed = 0;

    private readonly Repetition repetition;
    private readonly IConditionalGenerator generator;
    private readonly GeneratorManifest manifest;
    private readonly CancellationToken cancellation;
    private readonly int[] shown; // The generator's classes that sheets show.

    private Gallery(Repetition repetition, CancellationToken cancellation)
    {
        this.repetition = repetition;
        this.cancellation = cancellation;
        generator = repetition.Generator;
        manifest = generator.Manifest;
        int[] known = [.. repetition.Train.Classes.Select(GeneratorClass).Where(c => c >= 0)];
        shown = [.. ShownClasses.Of(known.Length, manifest.Shape, ImagesPerClass).Select(i => known[i])];
    }

    public required IReadOnlyList<TruncationFigures> Sweep { get; init; }

    public required ComparisonPictures? Pictures { get; init; }

    /// <summary>Draws everything; nothing where the generator knows none of the classes.</summary>
    /// <param name="repetition">The first repetition.</param>
    /// <param name="contest">The comparison.</param>
    /// <param name="arms">The arms, for what was tried with a truncation.</param>
    /// <param name="validation">The mean validation score of a setting.</param>
    public static Gallery? Of(Repetition repetition, Contest contest, IReadOnlyList<ResolvedArm> arms, Func<ArmSetting, double> validation)
    {
        var empty = new Gallery(repetition, contest.Cancellation) { Sweep = [], Pictures = null };
        if (empty.shown.Length == 0) return null;
        Truncation[] truncations = empty.manifest.StatisticsSets is null
            ? [Truncation.None, Truncation.Threshold(2), Truncation.Threshold(1), Truncation.Threshold(0.5f), Truncation.Threshold(0.2f)]
            : [Truncation.None, Truncation.Scaled(0.8f), Truncation.Scaled(0.5f), Truncation.Scaled(0.3f), Truncation.Scaled(0.1f)];
        ArmSetting[] tried = [.. arms.SelectMany(arm => arm.Settings).Where(setting => setting.Synthetic is not null)];
        return new Gallery(repetition, contest.Cancellation)
        {
            Sweep = [.. truncations.Select(t => empty.Measure(t, tried.Where(s => s.Synthetic!.Truncation == t).Select(s => (double?)validation(s)).Max()))],
            Pictures = empty.Draw(truncations, contest.Evaluations[0].Images.Source),
        };
    }

    private ComparisonPictures Draw(Truncation[] truncations, ILabelledImageSource unseen)
    {
        GridPlan sweep = GridPlan.OfTruncations(manifest, shown, [Seed], truncations);
        GridPlan plan = GridPlan.ForNeighbours(manifest, shown, [Seed]);
        NeighbourSheet Near(SheetTheme theme) =>
            NeighbourSheet.Of(generator, plan, repetition.Train.Source, unseen, Neighbours, new SheetPage { Theme = theme }, cancellation: cancellation);
        NeighbourSheet light = Near(SheetTheme.Light), dark = Near(SheetTheme.Dark);
        byte[] Sheet(SheetTheme theme) => sweep.ToSheet(generator, new SheetPage { Theme = theme }, cancellation: cancellation).ToPng();
        return new ComparisonPictures
        {
            Samples = [.. Samples()],
            Truncations = (Sheet(SheetTheme.Light), Sheet(SheetTheme.Dark)),
            Neighbours = (light.Sheet.ToPng(), dark.Sheet.ToPng()),
            NeighbourNotes = light.Sheet.Footer,
        };
    }

    private IEnumerable<(string Class, byte[] Real, byte[]? Synthetic)> Samples()
    {
        ComparedImages train = repetition.Train;
        ImageShape shape = train.Shape;
        int[][] byClass = train.ByClass;
        var sampler = new ConditionalSampler(generator, Seed);
        for (int c = 0; c < byClass.Length; c++)
        {
            int[] chosen = [.. byClass[c].Take(ImagesPerClass)];
            var real = new byte[chosen.Length * shape.Length]; // [N, C, H, W]
            for (int n = 0; n < chosen.Length; n++) train.Source.Read(chosen[n], real.AsSpan(n * shape.Length, shape.Length));
            int generated = GeneratorClass(train.Classes[c]);
            byte[]? synthetic = null;
            if (generated >= 0)
            {
                var images = new float[ImagesPerClass * shape.Length]; // [N, C, H, W]
                sampler.Sample(generated, 0, ImagesPerClass, images, cancellation);
                synthetic = new byte[images.Length];
                PixelRange.ToBytes(images, synthetic);
            }

            yield return (train.Classes[c], Strip(shape, real), synthetic is null ? null : Strip(shape, synthetic));
        }
    }

    private static byte[] Strip(ImageShape shape, byte[] images)
    {
        var sheet = new ContactSheet(shape, gap: 1, scale: Math.Max(1, 56 / shape.Width));
        sheet.AddRow(images);
        return sheet.ToPng();
    }

    private TruncationFigures Measure(Truncation truncation, double? validation)
    {
        ImageShape shape = manifest.Shape;
        var sampler = new ConditionalSampler(generator, Seed, truncation);
        ComparedImages train = repetition.Train;
        int[][] byClass = train.ByClass;
        var images = new float[Judged * shape.Length]; // [N, C, H, W]
        var probabilities = new float[Judged * train.Classes.Count]; // [N, K]
        var (recognised, diversity) = (new List<double>(), new List<double>());
        foreach (int generated in shown)
        {
            sampler.Sample(generated, 0, Judged, images, cancellation);
            repetition.Judge.Classify(Judged, shape, images, probabilities);
            int c = train.Classes.IndexOf(manifest.Classes[generated]), k = train.Classes.Count;
            recognised.Add(100.0 * Enumerable.Range(0, Judged).Count(n => Largest(probabilities.AsSpan(n * k, k)) == c) / Judged);
            double real = Deviation(byClass[c].Length, shape.Length, (n, p) => train.Pixels[byClass[c][n]][p]);
            if (real > 0) diversity.Add(100 * Deviation(Judged, shape.Length, (n, p) => (images[n * shape.Length + p] + 1) / 2) / real);
        }

        return new TruncationFigures(truncation.Kind == TruncationKind.None ? "none" : truncation.ToString(), Judged, recognised.Average(),
            diversity.Count == 0 ? 0 : diversity.Average(), validation);
    }

    // The root of the mean variance of a pixel.
    private static double Deviation(int count, int length, Func<int, int, double> value)
    {
        double total = 0;
        for (int p = 0; p < length; p++)
        {
            double sum = 0, square = 0;
            for (int n = 0; n < count; n++)
            {
                double v = value(n, p);
                sum += v;
                square += v * v;
            }

            total += Math.Max(0, square / count - sum / count * (sum / count));
        }

        return Math.Sqrt(total / length);
    }

    private static int Largest(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int i = 1; i < row.Length; i++)
            if (row[i] > row[best]) best = i;
        return best;
    }

    private int GeneratorClass(string name) => new ClassMap(manifest.Classes).IndexOf(name);
}
