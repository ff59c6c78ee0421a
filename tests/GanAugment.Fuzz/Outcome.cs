using System.Globalization;

namespace GanAugment.Fuzz;

/// <summary>What became of the inputs of a format.</summary>
/// <param name="Format">Its name.</param>
internal sealed record Outcome(string Format)
{
    /// <summary>Inputs that were read, right or harmlessly wrong.</summary>
    public int Read { get; private set; }

    /// <summary>Inputs that were refused with an error that a user can mend.</summary>
    public int Refused { get; private set; }

    /// <summary>The longest time of one input, in milliseconds.</summary>
    public int Longest { get; private set; }

    /// <summary>The most memory that one input took, in bytes.</summary>
    public long Memory { get; private set; }

    /// <summary>How long all of it took.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>What should not be: the input's number, and what happened.</summary>
    public List<(int Input, string What)> Findings { get; } = [];

    /// <summary>Takes a line of a worker; true when it was its last.</summary>
    public bool Hear(string? line)
    {
        string[] parts = line?.Split('\t') ?? [];
        if (parts is [var input, "finding", .. var what]) Findings.Add((int.Parse(input, CultureInfo.InvariantCulture), string.Join(' ', what)));
        if (parts is not [_, "done", var read, var refused, var longest, var memory]) return false;
        Read += int.Parse(read, CultureInfo.InvariantCulture);
        Refused += int.Parse(refused, CultureInfo.InvariantCulture);
        Longest = Math.Max(Longest, int.Parse(longest, CultureInfo.InvariantCulture));
        Memory = Math.Max(Memory, long.Parse(memory, CultureInfo.InvariantCulture));
        return true;
    }
}
