namespace GanAugment.Sampling;

/// <summary>What a plan should make its user think about before he trusts it; nothing here forbids anything.</summary>
public static class PlanWarnings
{
    /// <summary>Above this share of synthetic images a class is warned of: the classifier would learn it mostly from the generator.</summary>
    public const double LargeShare = 0.5;

    /// <summary>Below this many real images a class is warned of. Published harm begins between 20 and 50 images per class.</summary>
    public const int FewImages = 50;

    // Long lists help nobody.
    private const int Named = 10;

    /// <summary>The warnings, one sentence or two each; none where the plan adds nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="maximumShare">The cap that the user chose; null when none, and then large shares are warned of.</param>
    /// <param name="generatorSaw">Images of a class that the generator was trained on; null when that is not known, and then the plan's real images count.
    /// </param>
    public static IEnumerable<string> Of(SamplingPlan plan, double? maximumShare = null, Func<string, long?>? generatorSaw = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ClassQuota[] large = maximumShare is null ? [.. plan.Where(q => q.SyntheticShare > LargeShare)] : [];
        if (large.Length > 0)
            yield return FormattableString.Invariant($"More than half of the rows will be synthetic in {List(large, Share)}. ")
                + "A classifier learns such a class mostly from the generator; MaximumSyntheticShare limits it.";

        var few = plan.Where(q => q.Synthetic > 0).Select(q => (Quota: q, Evidence: generatorSaw?.Invoke(q.ClassName) ?? q.Real))
            .Where(pair => pair.Evidence < FewImages).ToDictionary(pair => pair.Quota, pair => pair.Evidence);
        if (few.Count > 0)
            yield return FormattableString.Invariant($"Fewer than {FewImages} real images stand behind the synthetic ones of {List([.. few.Keys], Evidence)}. ")
                + "With so few, synthetic images were found to harm classifiers: test on real images, or leave these classes out.";

        string Evidence(ClassQuota q) => FormattableString.Invariant($"'{q.ClassName}' ({few[q]})");
    }

    private static string Share(ClassQuota q) => FormattableString.Invariant($"'{q.ClassName}' ({100 * q.SyntheticShare:0} %)");

    private static string List(ClassQuota[] quotas, Func<ClassQuota, string> text) =>
        string.Join(", ", quotas.Take(Named).Select(text)) + (quotas.Length > Named ? $" and {quotas.Length - Named} classes more" : "");
}
