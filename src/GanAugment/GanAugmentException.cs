namespace GanAugment;

/// <summary>An error that a user can mend: it says what is wrong, where it came from, and what to do.</summary>
/// <remarks>The message is one line: what, origin and remedy, each a sentence. Names and messages from files and engines are quoted in it; their line breaks
/// become spaces, and whatever else could command a terminal, a question mark. Everything else that escapes this library is a defect of it.</remarks>
public class GanAugmentException : Exception
{
    private const int LongestSentence = 2000;

    /// <summary>Creates the error from its three sentences.</summary>
    /// <param name="what">What is wrong, with the numbers or names involved.</param>
    /// <param name="origin">Where it came from: a file, an option, a column.</param>
    /// <param name="remedy">What the user can do about it.</param>
    /// <param name="inner">The error below it, when there is one.</param>
    public GanAugmentException(string what, string origin, string remedy, Exception? inner = null)
        : base($"{OneLine(what)} {OneLine(origin)} {OneLine(remedy)}", inner)
    {
        What = OneLine(what);
        Origin = OneLine(origin);
        Remedy = OneLine(remedy);
    }

    /// <summary>What is wrong.</summary>
    public string What { get; }

    /// <summary>Where it came from.</summary>
    public string Origin { get; }

    /// <summary>What the user can do about it.</summary>
    public string Remedy { get; }

    private static string OneLine(string text)
    {
        string shown = text.Length <= LongestSentence ? text : text[..LongestSentence] + "…";
        return !shown.Any(IsCommand) ? shown : string.Concat(shown.ReplaceLineEndings(" ").Select(c => IsCommand(c) ? '?' : c));
    }

    // Control characters, and those that turn the direction of text, which can show one name as another.
    private static bool IsCommand(char c) => char.IsControl(c) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}

/// <summary>A data set or one of its images cannot be read or used.</summary>
public sealed class DatasetException(string what, string origin, string remedy, Exception? inner = null) : GanAugmentException(what, origin, remedy, inner);

/// <summary>A generator file, checkpoint or run directory cannot be read or used.</summary>
public sealed class GeneratorException(string what, string origin, string remedy, Exception? inner = null) : GanAugmentException(what, origin, remedy, inner);

/// <summary>An option has a value that cannot work.</summary>
public sealed class OptionException(string what, string origin, string remedy, Exception? inner = null) : GanAugmentException(what, origin, remedy, inner);

/// <summary>A file could not be written; whatever stood under its name before is untouched.</summary>
public sealed class SaveException(string what, string origin, string remedy, Exception? inner = null) : GanAugmentException(what, origin, remedy, inner);
