using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.Trainers;

/// <summary>A labelled row: two features and one of three classes, which objects count from zero.</summary>
internal sealed class Example
{
    public const int Classes = 3;
    public const int FeatureCount = 2;

    [KeyType(Classes)]
    public uint Label { get; set; }

    [VectorType(FeatureCount)]
    public float[] Features { get; set; } = new float[FeatureCount];

    public float Weight { get; set; } = 1;

    /// <summary>Three overlapping clouds, so that no regularisation is needed for an optimum to exist.</summary>
    public static List<Example> Clouds(int count = 120)
    {
        var random = new Random(7);
        double[][] centres = [[0, 0], [1.5, 0.5], [-0.5, 1.5]];
        return [.. Enumerable.Range(0, count).Select(i => new Example
        {
            Label = (uint)(i % Classes),
            Features = [.. centres[i % Classes].Select(centre => (float)(centre + Normal(random)))],
            Weight = 0.5f + ((i % 4) * 0.5f),
        })];
    }

    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
