namespace GanAugment.Training.Import;

/// <summary>What is wrong with a checkpoint file, in the three sentences of the house.</summary>
internal static class CheckpointError
{
    /// <summary>The file contradicts itself or its format.</summary>
    /// <param name="origin">The file.</param>
    /// <param name="why">What is wrong, to follow a colon.</param>
    /// <param name="inner">The error below, or null.</param>
    public static GeneratorException Damaged(string origin, string why, Exception? inner = null) =>
        new($"The checkpoint is damaged or incomplete: {OneLine(why)}.", $"The file is '{origin}'.", "Copy or download the file again.", inner);

    /// <summary>The file holds something that no state dict has, which might be anything, code included.</summary>
    /// <param name="origin">The file.</param>
    /// <param name="what">What was found.</param>
    public static GeneratorException Refused(string origin, string what) =>
        new($"The checkpoint holds {OneLine(what)}, which is no part of a state dict and is refused unread.", $"The file is '{origin}'.",
            "Give a file of weights alone, as torch.save(network.state_dict(), file) writes; nothing in it is ever run.");

    /// <summary>The file is sound, but is not what can be imported.</summary>
    /// <param name="origin">The file.</param>
    /// <param name="why">What does not fit, a whole sentence.</param>
    /// <param name="remedy">What to give instead, a whole sentence.</param>
    public static GeneratorException Unusable(string origin, string why, string remedy) =>
        new(OneLine(why), $"The file is '{origin}'.", remedy);

    // Names come from the file, which may be anybody's.
    private static string OneLine(string text)
    {
        const int Longest = 400;
        string shown = string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
        return shown.Length <= Longest ? shown : shown[..Longest] + "…";
    }
}
