namespace GanAugment.Cli;

/// <summary>What the process says of itself at its end.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A file could not be written, a run was stopped by its collapse alarm, or something happened that should not.</summary>
    public const int Failed = 1;

    /// <summary>The command line or an option is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A data set, run or generator cannot be read or used.</summary>
    public const int BadInput = 3;

    /// <summary>Ctrl-C, as shells count it.</summary>
    public const int Cancelled = 130;
}
