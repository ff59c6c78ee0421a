namespace GanAugment.Training.Networks;

/// <summary>How many weights a generator has at least. A description of a few hundred bytes can ask for any network; a file of weights cannot hold more than
/// it is long.</summary>
internal static class NetworkSize
{
    private const int Kernel = 9, Bottom = BigGanSpec.BottomSize * BigGanSpec.BottomSize;

    /// <summary>Weights of its matrices and kernels; biases, shortcuts and attention left out.</summary>
    /// <param name="spec">Valid constructor arguments.</param>
    public static long OfGenerator(BigGanSpec spec)
    {
        IReadOnlyList<int> widths = spec.GeneratorChannels;
        Int128 sum = (Int128)spec.FirstSize * widths[0] * Bottom + (Int128)spec.Classes * (spec.SharedEmbedding ?? 0);
        for (int i = 0; i + 1 < widths.Count; i++)
        {
            Int128 inputs = widths[i], outputs = widths[i + 1], hidden = inputs / 4;
            sum += spec.Architecture == BigGanArchitecture.BigGanDeep
                ? spec.GeneratorDepth * (2 * Kernel * hidden * hidden + inputs * hidden + 2 * spec.ConditionSize * (inputs + 3 * hidden))
                : Kernel * (inputs * outputs + outputs * outputs) + 2 * spec.ConditionSize * (inputs + outputs);
        }

        return (long)Int128.Min(sum, long.MaxValue);
    }

    /// <summary>Refuses a network that cannot have its weights in a file.</summary>
    /// <param name="spec">Valid constructor arguments.</param>
    /// <param name="held">Numbers in the file.</param>
    /// <param name="origin">The description, for messages.</param>
    /// <exception cref="GeneratorException">The file is too small.</exception>
    public static void Check(BigGanSpec spec, long held, string origin)
    {
        if (OfGenerator(spec) is var needed && needed > held)
            throw new GeneratorException($"A generator of at least {needed} weights is described, but the file with its weights has {held} numbers.",
                $"The description is '{origin}'.", "Copy the whole run directory again, or use another snapshot.");
    }
}
