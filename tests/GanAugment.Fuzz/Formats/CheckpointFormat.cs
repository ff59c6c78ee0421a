using GanAugment.Fuzz.Mutation;
using GanAugment.Training.Import;

namespace GanAugment.Fuzz.Formats;

/// <summary>A whole checkpoint of the reference implementation, damaged in its table of contents: planned, and imported where that works.</summary>
internal sealed class CheckpointFormat(string name, string fixture) : Format(name)
{
    // The table of contents lies at the beginning of a legacy file, and at both ends of a zip.
    private const int Contents = 12_000;

    private readonly Lazy<byte[]> right = new(() => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", fixture)));

    public override int Allowance => 128;

    public override int Cost => 10;

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        byte[] bytes = right.Value;
        if (dice.Wrong(1))
            bytes = fixture.Contains("zip", StringComparison.Ordinal) && dice.Wrong(2) ? ByteMutation.Of(bytes, dice.Random, bytes.Length - Contents)
                : ByteMutation.Of(bytes, dice.Random, 0, Contents);
        yield return (fixture, bytes);
    }

    public override void Read(string folder, string output)
    {
        var options = new ImportOptions { Source = Path.Combine(folder, fixture), BatchNormEpsilon = 1e-5, SpectralNormEpsilon = 1e-6, AccumulatedStatistics = false };
        CheckpointImporter.Plan(options);
        CheckpointImporter.Import(options, output);
    }
}
