namespace GanAugment;

/// <summary>An error that a user can mend: it says what is wrong, where it came from, and what to do.</summary>
/// <remarks>The message is one line: what, origin and remedy, each a sentence. Everything else that escapes this library is a defect of it.</remarks>
public class GanAugmentException : Exception
{
    /// <summary>Creates the error from its three sentences.</summary>
    /// <param name="what">What is wrong, with the numbers or names involved.</param>
    /// <param name="origin">Where it came from: a file, an option, a column.</param>
    /// <param name="remedy">What the user can do about it.</param>
    /// <param name="inner">The error below it, when there is one.</param>
    public GanAugmentException(string what, string origin, string remedy, Exception? inner = null)
        : base($"{what} {origin} {remedy}", inner)
    {
        What = what;
        Origin = origin;
        Remedy = remedy;
    }

    /// <summary>What is wrong.</summary>
    public string What { get; }

    /// <summary>Where it came from.</summary>
    public string Origin { get; }

    /// <summary>What the user can do about it.</summary>
    public string Remedy { get; }
}

/// <summary>A data set or one of its images cannot be read or used.</summary>
public sealed class DatasetException(string what, string origin, string remedy, Exception? inner = null) : GanAugmentException(what, origin, remedy, inner);

/// <summary>A generator file, checkpoint or run directory cannot be read or used.</summary>
public sealed class GeneratorException(string what, string origin, string remedy, Exception? inner = null) : GanAugmentException(what, origin, remedy, inner);

/// <summary>An option has a value that cannot work.</summary>
public sealed class OptionException(string what, string origin, string remedy, Exception? inner = null) : GanAugmentException(what, origin, remedy, inner);

/// <summary>A file could not be written; whatever stood under its name before is untouched.</summary>
public sealed class SaveException(string what, string origin, string remedy, Exception? inner = null) : GanAugmentException(what, origin, remedy, inner);
