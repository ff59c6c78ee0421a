namespace GanAugment.Cli;

/// <summary>Progress on one line: rewritten in place on a terminal, a line at a time, seconds apart, anywhere else.</summary>
internal sealed class ProgressLine(TextWriter error)
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(10);

    private readonly bool live = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
    private readonly TimeProvider clock = TimeProvider.System;
    private long? written;
    private int length;

    /// <summary>Shows a text, unless it comes too soon after the last.</summary>
    public void Write(string text)
    {
        if (live)
        {
            error.Write('\r' + text.PadRight(length));
            length = text.Length;
            return;
        }

        if (written is { } last && clock.GetElapsedTime(last) < Apart) return;
        written = clock.GetTimestamp();
        error.WriteLine(text);
    }

    /// <summary>Ends the line, so that what follows begins on its own.</summary>
    public void End()
    {
        if (live && length > 0) error.WriteLine();
        length = 0;
    }
}
