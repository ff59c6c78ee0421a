namespace GanAugment.Fuzz;

/// <summary>A short campaign over every format; CONTRIBUTING.md has the command of a long one.</summary>
public class FormatTests
{
    private const int Inputs = 200;

    public static TheoryData<string> Formats => [.. Format.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damaged_and_hostile_files_are_read_or_refused(string name)
    {
        Format format = Format.All.First(f => f.Name == name);
        int count = Math.Max(5, Inputs / format.Cost);
        Outcome outcome = new Campaign(seed: 20261125, _ => { }).Run(format, count);
        Assert.Empty(outcome.Findings);
        Assert.Equal(count, outcome.Read + outcome.Refused);
        // Inputs that all fare alike would test nothing; a few large ones may.
        if (format.Cost == 1) Assert.InRange(outcome.Refused, 1, count - 1);
    }
}
