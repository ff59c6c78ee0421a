namespace GanAugment.Cli;

/// <summary>Progress on one line: a bar that is drawn again in place on a terminal; a line at a time, seconds apart, anywhere else; nothing with
/// <c>--quiet</c>.</summary>
internal sealed class ProgressLine
{
    private const int BarLength = 20;

    // A terminal needs no more, and a log file no more than this.
    private static readonly TimeSpan Redrawn = TimeSpan.FromSeconds(0.1), Apart = TimeSpan.FromSeconds(10);

    private readonly TextWriter error;
    private readonly TimeProvider clock;
    private readonly int? columns; // null where there is no terminal
    private readonly bool quiet;
    private (long Done, long Time)? begun;
    private long? written;
    private string? waiting;
    private int length;

    /// <param name="error">Where it goes.</param>
    /// <param name="clock">Tells rates and the time between lines; the system's when null.</param>
    /// <param name="columns">The terminal's width; found out when null.</param>
    public ProgressLine(TextWriter error, TimeProvider? clock = null, int? columns = null)
    {
        this.error = error;
        this.clock = clock ?? TimeProvider.System;
        this.columns = columns ?? (ReferenceEquals(error, Console.Error) ? Terminal() : null);
        quiet = error is QuietWriter;
    }

    /// <summary>Shows a text, unless it comes too soon after the last.</summary>
    public void Write(string text)
    {
        if (quiet) return;
        if (written is { } last && clock.GetElapsedTime(last) < (columns is null ? Apart : Redrawn))
        {
            waiting = text;
            return;
        }

        Show(text);
    }

    /// <summary>Shows how much of the whole is done, and a text.</summary>
    /// <param name="share">0 … 1.</param>
    /// <param name="text">What else there is to say.</param>
    public void Write(double share, string text)
    {
        share = Math.Clamp(share, 0, 1);
        int filled = (int)(share * BarLength);
        Write(columns is null ? FormattableString.Invariant($"{100 * share:0} %: {text}")
            : FormattableString.Invariant($"[{new string('#', filled)}{new string('-', BarLength - filled)}] {100 * share,3:0} % {text}"));
    }

    /// <summary>Shows how many of all are done, how fast, and how long the rest will take.</summary>
    /// <param name="done">How many are done, those before this line began included.</param>
    /// <param name="all">How many there are.</param>
    /// <param name="unit">What they are, in the plural.</param>
    public void Count(long done, long all, string unit)
    {
        begun ??= (done, clock.GetTimestamp());
        double seconds = clock.GetElapsedTime(begun.Value.Time).TotalSeconds;
        // Too early a rate is a guess.
        string rate = seconds < 0.5 || done == begun.Value.Done ? "" : Rate((done - begun.Value.Done) / seconds);
        Write(all == 0 ? 1 : (double)done / all, FormattableString.Invariant($"{done} of {all} {unit}{rate}"));

        string Rate(double perSecond) => FormattableString.Invariant($", {perSecond:G3} {unit}/s, {Left(TimeSpan.FromSeconds((all - done) / perSecond))} left");
    }

    /// <summary>Ends the line, so that what follows begins on its own.</summary>
    public void End()
    {
        if (columns is not null && waiting is not null) Show(waiting);
        if (columns is not null && length > 0) error.WriteLine();
        (length, waiting, written, begun) = (0, null, null, null);
    }

    /// <summary>A time for people: 0:07, 12:30, 3:02:00.</summary>
    public static string Left(TimeSpan time) => time.TotalHours >= 1
        ? FormattableString.Invariant($"{(long)time.TotalHours}:{time:mm\\:ss}")
        : FormattableString.Invariant($"{time.Minutes}:{time:ss}");

    private void Show(string text)
    {
        written = clock.GetTimestamp();
        waiting = null;
        if (columns is not { } width)
        {
            error.WriteLine(text);
            return;
        }

        // A line that wraps could not be drawn over.
        if (text.Length > width - 1) text = text[..Math.Max(0, width - 1)];
        error.Write('\r' + text.PadRight(length));
        length = text.Length;
    }

    private static int? Terminal()
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb") return null;
        try
        {
            return Console.WindowWidth is > 1 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
