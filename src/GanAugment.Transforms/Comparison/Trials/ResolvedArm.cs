namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>An arm whose settings are all known, and, when they were tried, which was chosen.</summary>
internal sealed record ResolvedArm(ComparisonArm Arm, string Name, IReadOnlyList<ArmSetting> Settings)
{
    private const string BestBaseline = "best baseline";

    public ArmSetting? Chosen { get; init; }

    /// <summary>An arm of its own settings.</summary>
    public static ResolvedArm Of(ComparisonArm arm, bool takesWeights) => new(arm, arm.Name,
        [.. arm.Settings.Where(s => takesWeights || (s.Treatment != Treatment.ClassWeights && s.Synthetic?.Weight is null or 1))]);

    /// <summary>An arm on top of the best baseline.</summary>
    public static ResolvedArm On(ResolvedArm best, ComparisonArm arm, bool takesWeights) => new(
        arm, arm.Name.Replace(BestBaseline, best.Name, StringComparison.Ordinal),
        [.. arm.OnBestBaseline.Where(use => takesWeights || use.Weight == 1).Select(use => best.Chosen! with { Synthetic = use })]);

    /// <summary>What the gate leaves to be done.</summary>
    /// <param name="through">The arm that it let through: the best use of the generator, or the best baseline.</param>
    public static ResolvedArm Gated(ResolvedArm through) => new(
        new ComparisonArm("gated", "The best use of the generator where the gate opens, which sees validation images alone; else the best baseline."),
        $"gated: {through.Name}", []) { Chosen = through.Chosen };

    /// <summary>Chooses the setting with the highest validation score, the first of several.</summary>
    /// <param name="validation">The mean over seeds of macro recall on validation images: nothing else is known here.</param>
    public ResolvedArm Choose(Func<ArmSetting, double> validation) => this with { Chosen = Settings.MaxBy(validation) };
}
