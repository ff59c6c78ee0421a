using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>A generator's batch statistics at equally spaced truncations from 0 to 1, as the TF-Hub modules carry them.</summary>
/// <remarks>Truncation t lies at place t · (sets − 1); between two sets both are mixed, the nearer one with the larger share. A place within 1e-6 of a set is
/// that set, so that 0.14 with 51 sets is the 7th whatever the rounding. (The Hugging Face port mixes with the shares exchanged, and rounds 0.14, 0.28, 0.56,
/// 0.58 and 0.94 to a neighbour.)</remarks>
internal sealed class TruncationStatistics : IDisposable
{
    private const double Nearness = 1e-6;

    private readonly IReadOnlyDictionary<string, Tensor> sets;

    /// <summary>Takes over the sets.</summary>
    /// <param name="sets">By the name of the generator's buffer that they are for, [sets, C] each.</param>
    public TruncationStatistics(IReadOnlyDictionary<string, Tensor> sets) => this.sets = sets;

    /// <summary>How many truncations.</summary>
    public int Count => (int)sets.Values.First().shape[0];

    /// <summary>The sets of one buffer, [sets, C].</summary>
    public Tensor this[string buffer] => sets[buffer];

    /// <summary>A generator's norms with their names.</summary>
    public static IEnumerable<(string Name, IBatchStatistics Norm)> Norms(BigGanGenerator generator) =>
        generator.named_modules().Where(m => m.module is IBatchStatistics).Select(m => (m.name, (IBatchStatistics)m.module));

    /// <summary>A generator's buffers that hold statistics, [C] each.</summary>
    public static IEnumerable<(string Name, Tensor Buffer)> Buffers(BigGanGenerator generator) =>
        Norms(generator).SelectMany(n => ((string, Tensor)[])[($"{n.Name}.mean", n.Norm.Mean), ($"{n.Name}.variance", n.Norm.Variance)]);

    /// <summary>The name under which the sets of a buffer are saved.</summary>
    public static string SavedName(string buffer) => $"{buffer} sets";

    /// <summary>Where a truncation lies between the sets.</summary>
    /// <param name="truncation">In [0, 1].</param>
    /// <param name="count">How many sets.</param>
    /// <returns>The set below, the set above, and the share of the one above.</returns>
    public static (int Below, int Above, double Share) Place(double truncation, int count)
    {
        double place = Math.Clamp(truncation, 0, 1) * (count - 1), nearest = Math.Round(place);
        if (Math.Abs(place - nearest) < Nearness) return ((int)nearest, (int)nearest, 0);
        int below = (int)Math.Floor(place);
        return (below, below + 1, place - below);
    }

    /// <summary>The statistics of one truncation from sets in row-major order.</summary>
    public static float[] Mix(ReadOnlySpan<float> sets, int count, double truncation)
    {
        var (below, above, share) = Place(truncation, count);
        int channels = sets.Length / count;
        var mixed = new float[channels];
        for (int c = 0; c < channels; c++) mixed[c] = (float)(sets[below * channels + c] * (1 - share) + sets[above * channels + c] * share);
        return mixed;
    }

    /// <summary>Gives a generator the statistics of a truncation.</summary>
    public void Choose(BigGanGenerator generator, double truncation)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var (below, above, share) = Place(truncation, Count);
        foreach (var (name, buffer) in Buffers(generator))
            buffer.copy_(sets[name][below] * (1 - share) + sets[name][above] * share); // [C]
    }

    /// <summary>Releases the sets.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in sets.Values) tensor.Dispose();
    }
}
