namespace GanAugment.Training.Networks;

/// <summary>The published widths of both networks per resolution, as multiples of the base width (Brock et al. 2019, appendix B).</summary>
/// <remarks>The 32×32 table is that of the authors' CIFAR networks, whose discriminator halves the size only twice. There is no published discriminator for
/// 512×512: its table continues the pattern of 256×256 by one block of the base width.</remarks>
internal sealed record ChannelTable(int Resolution, int[] Generator, int[] Discriminator, int Downsamplings)
{
    private static readonly ChannelTable[] All =
    [
        new(32, [4, 4, 4, 4], [4, 4, 4, 4], 2),
        new(64, [16, 16, 8, 4, 2], [1, 2, 4, 8, 16], 4),
        new(128, [16, 16, 8, 4, 2, 1], [1, 2, 4, 8, 16, 16], 5),
        new(256, [16, 16, 8, 8, 4, 2, 1], [1, 2, 4, 8, 8, 16, 16], 6),
        new(512, [16, 16, 8, 8, 4, 2, 1, 1], [1, 1, 2, 4, 8, 8, 16, 16], 7),
    ];

    /// <summary>The resolutions there are.</summary>
    public static IReadOnlyList<int> Resolutions { get; } = [.. All.Select(t => t.Resolution)];

    /// <summary>The table of a resolution.</summary>
    /// <exception cref="OptionException">There is none.</exception>
    public static ChannelTable Of(int resolution) => All.FirstOrDefault(t => t.Resolution == resolution)
        ?? throw new OptionException($"There is no network for {resolution}×{resolution} images.", "The option is Resolution.",
            $"Choose {string.Join(", ", Resolutions)}.");

    /// <summary>The discriminator of the deep family: its first entry is the stem's width, and every stage changes the width as it begins.</summary>
    /// <remarks>Tables of appendix B: 128×128 has the widths 1 → 2 → 4 → 8 → 16 → 16, one stage fewer than the plain network has blocks.</remarks>
    public (int[] Channels, int Downsamplings) DeepDiscriminator => Resolution == 32 ? ([4, 4, 4, 4], 2) : (Discriminator, Discriminator.Length - 1);
}
