using System.Globalization;

namespace GanAugment.Cli;

/// <summary>Which images of every class <c>sample</c> draws: rows 0, 1, 2 … of one seed, or row 0 of many seeds.</summary>
/// <param name="Seeds">One seed, or all of them.</param>
/// <param name="Count">Images of every class.</param>
internal sealed record SampleRows(IReadOnlyList<long> Seeds, int Count)
{
    private const int Usual = 16;

    /// <summary>Whether every image has a seed of its own.</summary>
    public bool BySeed { get; private init; }

    /// <summary>Reads what was given on the command line.</summary>
    /// <exception cref="OptionException">Two of the options exclude each other, or there is nothing to draw.</exception>
    public static SampleRows Of(int? count, long? seed, long[]? seeds)
    {
        if (seeds is not { Length: > 0 })
            return count is null or > 0 ? new SampleRows([seed ?? 0], count ?? Usual)
                : throw new OptionException($"A count of {count} draws nothing.", "It was given with --count.", "Give 1 or more.");
        if (count is not null || seed is not null)
            throw new OptionException("Each seed gives one image.", $"Beside --seeds, {(count is not null ? "--count" : "--seed")} was given.",
                "Leave one of them out.");
        return new SampleRows(seeds, seeds.Length) { BySeed = true };
    }

    /// <summary>The seed of an image.</summary>
    public long SeedOf(int index) => BySeed ? Seeds[index] : Seeds[0];

    /// <summary>The row of an image in the latents of its seed and class.</summary>
    public long RowOf(int index) => BySeed ? 0 : index;

    /// <summary>The name of an image's file.</summary>
    public string FileName(int index) => BySeed ? string.Create(CultureInfo.InvariantCulture, $"seed{Seeds[index]:D4}.png")
        : string.Create(CultureInfo.InvariantCulture, $"{index:D5}.png");
}
