using System.Globalization;
using GanAugment.Data;
using GanAugment.Training.Export;

namespace GanAugment.Training.Watch;

/// <summary>The event files of a run, for <c>tensorboard --logdir</c>. One file per session: beginning or resuming opens the next.</summary>
/// <remarks>
/// Resuming repeats the steps after the snapshot that it begins with. What the interrupted session wrote of them is cut off its file, so that no step stands
/// twice; and the new file begins with a session start, which makes a TensorBoard that has read them forget them.
/// </remarks>
internal sealed class TensorBoardLog
{
    private readonly string path;
    private readonly TimeProvider clock;
    private readonly int firstStep;
    private readonly bool continues;

    /// <summary>Cuts the files of earlier sessions back and names the next one; it is made with the first event.</summary>
    /// <param name="folder">Where the event files are.</param>
    /// <param name="lastStep">The last step that this session does not repeat; null when it begins anew.</param>
    /// <param name="clock">Tells the time of events.</param>
    public TensorBoardLog(string folder, int? lastStep, TimeProvider clock)
    {
        this.clock = clock;
        firstStep = lastStep + 1 ?? 0;
        int session = 0;
        foreach (string file in Files(folder))
        {
            if (int.TryParse(Path.GetExtension(file).TrimStart('.'), CultureInfo.InvariantCulture, out int number)) session = Math.Max(session, number + 1);
            Saving(file, () => Forget(file, lastStep ?? -1));
            continues = true;
        }

        // TensorBoard reads the files in the order of their names, and wants the second in which they began there.
        path = Path.Combine(folder, FormattableString.Invariant($"events.out.tfevents.{clock.GetUtcNow().ToUnixTimeSeconds():D10}.{session:D6}"));
    }

    /// <summary>The event files of a folder in order.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "events.out.tfevents.*").Order(StringComparer.Ordinal) : [];

    /// <summary>Adds numbers.</summary>
    /// <exception cref="SaveException">The disk refused.</exception>
    public void Scalars(int step, IEnumerable<(string Tag, float Value)> scalars) => Append(EventMessage.Scalars(clock.GetUtcNow(), step, scalars));

    /// <summary>Adds a picture.</summary>
    /// <exception cref="SaveException">The disk refused.</exception>
    public void Image(int step, string tag, ImageShape shape, ReadOnlyMemory<byte> png) =>
        Append(EventMessage.Image(clock.GetUtcNow(), step, tag, shape, png));

    /// <summary>Adds a text in Markdown.</summary>
    /// <exception cref="SaveException">The disk refused.</exception>
    public void Text(int step, string tag, string text) => Append(EventMessage.Text(clock.GetUtcNow(), step, tag, text));

    /// <summary>Waits until everything is on the disk.</summary>
    /// <exception cref="SaveException">The disk refused.</exception>
    public void Flush() => Saving(path, () =>
    {
        if (!File.Exists(path)) return;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        stream.Flush(flushToDisk: true);
    });

    private static void Forget(string file, int lastStep)
    {
        long kept = 0;
        int records = 0;
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            foreach (var (content, end) in EventRecord.Read(stream))
            {
                if (EventMessage.StepOf(content) > lastStep) break;
                kept = end;
                records++;
            }

            if (kept < stream.Length) stream.SetLength(kept);
        }

        // The first record only names the format.
        if (records < 2) File.Delete(file);
    }

    private void Append(ProtobufMessage message) => Saving(path, () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Readers may look on. Without a buffer, each write reaches them whole.
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
        if (stream.Position == 0)
        {
            stream.Write(Framed(EventMessage.Version(clock.GetUtcNow())));
            if (continues) stream.Write(Framed(EventMessage.SessionStart(clock.GetUtcNow(), firstStep)));
        }

        stream.Write(Framed(message));
    });

    private static byte[] Framed(ProtobufMessage message)
    {
        using var content = new MemoryStream();
        message.WriteTo(content);
        return EventRecord.Frame(content.ToArray());
    }

    private static void Saving(string file, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SaveException($"Could not write to '{Path.GetFileName(file)}': {e.Message.TrimEnd('.')}.", $"The folder is '{Path.GetDirectoryName(file)}'.",
                "Free some space and resume the run; its snapshots are untouched.", e);
        }
    }
}
