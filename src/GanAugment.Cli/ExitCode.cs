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

    /// <summary>The work is done, but a bound that the user set is exceeded.</summary>
    public const int BoundNotMet = 4;

    /// <summary>Ctrl-C, as shells count it.</summary>
    public const int Cancelled = 130;

    /// <summary>SIGTERM, as shells count it.</summary>
    public const int Terminated = 143;

    /// <summary>All of them with their meanings, for help and documents.</summary>
    public static IReadOnlyList<(int Number, string Meaning)> Meanings { get; } =
    [
        (Done, "Done."),
        (Failed, "A file could not be written, a run was stopped by its collapse alarm, or something happened that should not."),
        (Usage, "The command line or an option is wrong."),
        (BadInput, "A data set, run or generator cannot be read or used."),
        (BoundNotMet, "The work is done, but a figure exceeds the bound given on the command line (evaluate --max-fd)."),
        (Cancelled, "Stopped by Ctrl-C; what was done is saved, and the last line says how to go on."),
        (Terminated, "Stopped by SIGTERM, in the same way."),
    ];
}
