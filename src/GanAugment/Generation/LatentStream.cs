namespace GanAugment.Generation;

/// <summary>The latent vectors of one seed: every component is addressed by (seed, class, row, component), so a row has the same z in any batch, order, thread
/// or process.</summary>
/// <remarks>Stateless and thread-safe. A longer vector begins with the components of a shorter one.</remarks>
public sealed class LatentStream
{
    private readonly (uint A, uint B) key;
    private readonly double mass;
    private readonly double bound;
    private readonly double scale;

    /// <summary>Creates the stream of a seed.</summary>
    /// <param name="seed">Any value.</param>
    /// <param name="truncation">How z is drawn; none by default.</param>
    public LatentStream(long seed, Truncation truncation = default)
    {
        key = ((uint)seed, (uint)(seed >> 32));
        Seed = seed;
        Truncation = truncation;
        (bound, scale) = truncation.Kind switch
        {
            TruncationKind.Threshold => (truncation.Value, 1.0),
            TruncationKind.Scaled => (2.0, truncation.Value),
            _ => (double.PositiveInfinity, 1.0),
        };
        mass = NormalDistribution.CentralMass(bound);
    }

    /// <summary>The seed.</summary>
    public long Seed { get; }

    /// <summary>How z is drawn.</summary>
    public Truncation Truncation { get; }

    /// <summary>Writes one latent vector.</summary>
    /// <param name="classIndex">The class, 0 or more.</param>
    /// <param name="row">The row within the class, 0 or more.</param>
    /// <param name="z">Receives Z components.</param>
    public void Fill(int classIndex, long row, Span<float> z)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        for (int i = 0; i < z.Length; i += 2)
        {
            var (a, b, c, d) = Philox.Block(((uint)(i / 2), (uint)classIndex, (uint)row, (uint)(row >> 32)), key);
            z[i] = Normal(a, b);
            if (i + 1 < z.Length) z[i + 1] = Normal(c, d);
        }
    }

    // Inverse CDF: u ∈ (0, 1) goes to the middle `mass` of the distribution, which is exactly the normal conditioned on |z| ≤ bound.
    private float Normal(uint high, uint low)
    {
        // 52 bits and a half step: never 0 or 1, symmetric about ½, and exact in a double.
        ulong bits = ((ulong)high << 32 | low) >> 12;
        double fromMedian = ((bits + 0.5) * (1.0 / (1UL << 52)) - 0.5) * mass;
        double z = NormalDistribution.QuantileFromMedian(fromMedian);
        return (float)(scale * Math.Clamp(z, -bound, bound));
    }
}
