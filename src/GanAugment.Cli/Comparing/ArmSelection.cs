using System.CommandLine;
using GanAugment.Generation;
using GanAugment.Transforms.Comparison;

namespace GanAugment.Cli.Comparing;

/// <summary>The option <c>--arms</c>: which of the standard arms take part, in one word each.</summary>
internal static class ArmSelection
{
    private static readonly (string Word, string Arm)[] Words =
    [
        ("none", "none"), ("oversampling", "oversampling"), ("weights", "class weights"), ("classic", "classic augmentation"), ("mixup", "MixUp"),
        ("smote", "SMOTE"), ("gan", "BigGAN"), ("gan-filtered", "BigGAN filtered"), ("best+gan", "best baseline + BigGAN"),
        ("best+gan-filtered", "best baseline + BigGAN filtered"), ("pseudo-labels", "pseudo-labels"), ("pretrained", "pretrained features"),
        ("pool", "pool images"),
    ];

    /// <summary>Creates the option.</summary>
    public static Option<string?> Create() => new("--arms")
    {
        Description = $"Which arms, commas between: {string.Join(", ", Words.Select(w => w.Word))}. All when not given, the last three with --pool.",
        HelpName = "LIST",
    };

    /// <summary>The arms.</summary>
    /// <param name="list">What was given, or null.</param>
    /// <param name="truncations">Among which validation chooses.</param>
    /// <param name="hasPool">Whether there is a pool for those that need one.</param>
    /// <exception cref="OptionException">A word names no arm, or one that needs a pool where there is none.</exception>
    public static IReadOnlyList<ComparisonArm> Of(string? list, IReadOnlyList<Truncation> truncations, bool hasPool)
    {
        IReadOnlyList<ComparisonArm> standard = ComparisonArm.StandardWith(truncations), all = [.. standard, .. ComparisonArm.OfPool];
        if (list is null) return hasPool ? all : standard;
        string[] wanted = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (wanted.FirstOrDefault(word => Words.All(w => w.Word != word)) is { } unknown)
            throw new OptionException($"There is no arm '{unknown}'.", "It was given with --arms.",
                $"The arms are {string.Join(", ", Words.Select(w => w.Word))}. An arm without real rows is none: it would say nothing of augmentation.");
        if (!hasPool && wanted.FirstOrDefault(word => ComparisonArm.OfPool.Any(arm => Words.Any(w => w == (word, arm.Name)))) is { } poor)
            throw new OptionException($"The arm '{poor}' needs a pool of other real images.", "It was given with --arms.", "Give the images with --pool.");
        HashSet<string> names = [.. Words.Where(w => wanted.Contains(w.Word)).Select(w => w.Arm)];
        return [.. all.Where(arm => names.Contains(arm.Name))];
    }
}
