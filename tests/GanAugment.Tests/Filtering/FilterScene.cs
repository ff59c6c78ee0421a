using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;

namespace GanAugment.Tests.Filtering;

/// <summary>A training set of flat gray images, each a single level, and a generator of such images.</summary>
internal sealed class FilterScene
{
    public static readonly ImageShape Shape = new(1, 2, 2);

    private readonly byte[][] real;

    /// <param name="real">The level of every real image, class by class.</param>
    public FilterScene(params byte[][] real) => this.real = real;

    /// <summary>The level of calibration image i of a class, in [−1, 1].</summary>
    public Func<int, int, float> Drawn { get; init; } = (_, i) => i % 2 == 0 ? -0.5f : 0.5f;

    public List<string> Warnings { get; } = [];

    public FilterContext Context => new()
    {
        Generator = new GeneratorManifest { Channels = 1, Height = 2, Width = 2, LatentSize = 1, Classes = [.. real.Select((_, c) => $"g{c}")] },
        Classes = Classes,
        GeneratorClasses = [.. Enumerable.Range(0, real.Length)],
        Wanted = [.. Enumerable.Range(0, real.Length)],
        Real = () => new LabelledImageSet("the scene", Shape, Classes, [.. real.SelectMany((levels, c) => levels.Select(_ => c))],
            real.SelectMany(levels => levels.SelectMany(level => Enumerable.Repeat(level, Shape.Length))).ToArray()),
        Draw = (c, count) => [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Repeat(Drawn(c, i), Shape.Length))],
        Warn = Warnings.Add,
        Seed = 7,
    };

    private ClassMap Classes => new(real.Select((_, c) => $"class {c}"));

    /// <summary>Judges images of one level each.</summary>
    public static ImageVerdict[] Judge(IImageJudge judge, int c, params float[] levels)
    {
        var verdicts = new ImageVerdict[levels.Length];
        judge.Judge([.. levels.Select((_, i) => new Candidate(c, i))], [.. levels.SelectMany(level => Enumerable.Repeat(level, Shape.Length))], verdicts);
        return verdicts;
    }

    /// <summary>The network's value of a byte.</summary>
    public static float Unit(double level) => (float)(level / 127.5 - 1);
}
