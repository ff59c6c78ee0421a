namespace GanAugment.Training.Import;

/// <summary>What a checkpoint does not say of its network, collected so that one error names all of it.</summary>
internal sealed class MissingFlags
{
    private readonly List<(string What, string Remedy)> missing = [];

    /// <summary>A value that only the caller can know; a placeholder until <see cref="ThrowIfAny"/> is called.</summary>
    /// <param name="given">What the caller gave.</param>
    /// <param name="placeholder">Anything that lets the work go on.</param>
    /// <param name="what">What the file does not say, for example <c>which epsilon its batch norms used (BN_eps)</c>.</param>
    /// <param name="remedy">The option and its usual values, for example <c>BatchNormEpsilon 1e-5 for …</c>.</param>
    public T Ask<T>(T? given, T placeholder, string what, string remedy) where T : struct
    {
        if (given is { } value) return value;
        if (!missing.Exists(m => m.What == what)) missing.Add((what, remedy));
        return placeholder;
    }

    /// <summary>Asks the caller for everything that is missing.</summary>
    /// <param name="origin">The file.</param>
    /// <exception cref="OptionException">Something is.</exception>
    public void ThrowIfAny(string origin)
    {
        if (missing.Count == 0) return;
        throw new OptionException($"The checkpoint does not say {string.Join(", nor ", missing.Select(m => m.What))}.", $"The file is '{origin}'.",
            $"Give {string.Join("; and ", missing.Select(m => m.Remedy))}.");
    }
}
