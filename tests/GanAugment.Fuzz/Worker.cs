using System.Globalization;
using GanAugment.Fuzz.Mutation;

namespace GanAugment.Fuzz;

/// <summary>Reads inputs, one after another, and says line by line what was found. A campaign starts it, watches its heartbeat, and starts another behind the
/// input that killed it.</summary>
internal static class Worker
{
    /// <summary>How the command line of a worker begins.</summary>
    public const string Verb = "worker";

    // Processor time, which a busy machine does not stretch; the campaign watches the clock.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads inputs <paramref name="first"/> to <paramref name="end"/> − 1 of a format. Every line says the input it is about first.</summary>
    public static int Run(string format, long seed, int first, int end, string folder)
    {
        Format chosen = Format.All.First(f => f.Name == format);
        using var box = new Sandbox(folder);
        using FileStream heart = new(Path.Combine(folder, "heartbeat"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, 0);
        // What happens once belongs to no input: libraries load, methods are compiled.
        string? broken = Attempt(chosen, box, new Dice(null)).Finding;
        if (broken is not null) Console.WriteLine($"{first}\tfinding\tA valid input is refused: {broken}");
        int read = 0, refused = 0;
        TimeSpan longest = TimeSpan.Zero;
        long most = 0;
        for (int index = first; index < end; index++)
        {
            heart.Position = 0;
            heart.Write(BitConverter.GetBytes(index));
            var (finding, wasRead, time, memory) = Attempt(chosen, box, new Dice(new Random(Seed(format, seed, index))));
            if (finding is not null) Console.WriteLine($"{index}\tfinding\t{finding}");
            if (wasRead) read++; else refused++;
            if (time > longest) longest = time;
            most = Math.Max(most, memory);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{end}\tdone\t{read}\t{refused}\t{longest.TotalMilliseconds:0}\t{most}"));
        return 0;
    }

    /// <summary>The seed of one input: any input can be made again alone.</summary>
    private static int Seed(string format, long seed, int index)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in $"{format}/{seed}/{index}") hash = (hash ^ c) * 1099511628211;
        return (int)(hash >> 33);
    }

    private static (string? Finding, bool Read, TimeSpan Time, long Memory) Attempt(Format format, Sandbox box, Dice dice)
    {
        long bytes = box.Fill(format.Make(dice));
        long before = ResidentMemory.Begin();
        TimeSpan used = Environment.CpuUsage.TotalTime;
        string? finding = null;
        bool read = false;
        try
        {
            format.Read(box.Input, box.Output);
            read = true;
        }
        catch (GanAugmentException e)
        {
            if (e.Message.AsSpan().ContainsAny('\n', '\r')) finding = $"A message of several lines: {Line(e.Message)}";
            else if (e.What.Length == 0 || e.Origin.Length == 0 || e.Remedy.Length == 0) finding = $"A message without all of its sentences: {e.Message}";
        }
        catch (Exception e)
        {
            finding = $"{e.GetType().Name} escaped: {Line(e.Message)} {Line(e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("GanAugment.", StringComparison.Ordinal)) ?? "")}";
        }

        TimeSpan time = Environment.CpuUsage.TotalTime - used;
        long memory = ResidentMemory.Peak() - before, allowed = ((long)format.Allowance << 20) + 16 * bytes;
        if (memory > allowed && !dice.IsValid) finding ??= string.Create(CultureInfo.InvariantCulture, $"{memory >> 20} MiB of memory for {bytes} bytes, {allowed >> 20} MiB are allowed");
        if (time > Patience && !dice.IsValid) finding ??= string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s for {bytes} bytes");
        if (box.Escaped() is { } escaped) finding ??= $"Something was written to {escaped}";
        if (!read && finding is null && dice.IsValid) finding = "refused";
        return (finding, read, time, memory);
    }

    private static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim() is { Length: > 300 } longer ? longer[..300] + "…"
        : string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
