namespace GanAugment.Training.Watch;

/// <summary>The rules of <see cref="CollapseAlarm"/>, each a question about the latest lines of statistics. They keep nothing between two calls, so a resumed
/// run that remembers the lines answers alike.</summary>
internal static class CollapseMonitor
{
    /// <summary>The rule that no threshold belongs to: everything must be a number.</summary>
    public const string Finite = "finite";

    /// <summary>The lines that must be remembered: a window of them, and the two latest with a snapshot, which may lie further back.</summary>
    public static Observation[] Remembered(CollapseAlarm rules, IReadOnlyList<Observation> seen)
    {
        var kept = seen.TakeLast(rules.Window).Concat(seen.Where(o => o.Uniform is not null).TakeLast(2)).ToHashSet();
        return [.. seen.Where(kept.Contains)];
    }

    /// <summary>Every sign that the latest line shows.</summary>
    /// <param name="rules">The thresholds.</param>
    /// <param name="seen">The latest lines, oldest first; at least one.</param>
    public static IEnumerable<Alarm> Signs(CollapseAlarm rules, IReadOnlyList<Observation> seen)
    {
        Observation now = seen[^1];
        if (NotFinite(now) is { } broken) return [broken];
        Observation[] grown = [.. seen.Where(o => o.Step > rules.Start)], window = [.. grown.TakeLast(rules.Window)];
        if (window.Length == 0) return [];
        return new[] { GapLost(rules, window), Exploding(rules, window), DiscriminatorBroke(rules, window), DiversityLost(rules, grown) }.OfType<Alarm>();
    }

    private static Alarm? NotFinite(Observation now)
    {
        string? what = !double.IsFinite(now.LossD) ? "the discriminator's loss" : !double.IsFinite(now.Gap) ? "the discriminator's judgement"
            : now.Generator.FirstOrDefault(layer => !float.IsFinite(layer.Value)).Key is { } layer ? $"the generator's layer '{layer}'" : null;
        return what is null ? null : new Alarm(Finite, now.Step, now.Step, $"{what} is no finite number",
            "Lower both learning rates, or normalise both networks spectrally.");
    }

    private static Alarm? GapLost(CollapseAlarm rules, Observation[] window)
    {
        if (window.Length < rules.Window || rules.GapBelow == 0 || !window.All(o => o.Gap < rules.GapBelow)) return null;
        return new Alarm(nameof(rules.GapBelow), window[^1].Step, window[0].Step,
            FormattableString.Invariant($"D(real) − D(fake) is {window[^1].Gap:0.0000} and stays below {rules.GapBelow}, so D no longer tells them apart"),
            "More discriminator steps, a higher learning rate of D or a lower one of G help.");
    }

    private static Alarm? Exploding(CollapseAlarm rules, Observation[] window)
    {
        Observation now = window[^1];
        (string Layer, Observation Then, double Growth)? worst = null;
        foreach (var (layer, value) in now.Generator)
            foreach (Observation then in window)
                if (then.Generator.TryGetValue(layer, out float before) && before > 0 && value / before > (worst?.Growth ?? rules.SingularValueGrowth))
                    worst = (layer, then, value / before);
        if (rules.SingularValueGrowth == 0 || worst is not { } found) return null;
        string growth = FormattableString.Invariant($"from {found.Then.Generator[found.Layer]:0.00} to {now.Generator[found.Layer]:0.00}");
        return new Alarm(nameof(rules.SingularValueGrowth), now.Step, found.Then.Step,
            FormattableString.Invariant($"the largest singular value of the generator's layer '{found.Layer}' grew {found.Growth:0.0} times, {growth}"),
            "A lower learning rate of G, or spectral norm in it, helps.");
    }

    private static Alarm? DiscriminatorBroke(CollapseAlarm rules, Observation[] window)
    {
        Observation now = window[^1];
        if (rules.LossHigh == 0 || now.LossD <= rules.LossHigh || window.FirstOrDefault(o => o.LossD < rules.LossLow) is not { } low) return null;
        return new Alarm(nameof(rules.LossHigh), now.Step, low.Step,
            FormattableString.Invariant($"D's loss fell to {low.LossD:0.000} and then jumped to {now.LossD:0.00}"),
            "D learned its images by heart: augmentation, more images or a smaller D help.");
    }

    private static Alarm? DiversityLost(CollapseAlarm rules, Observation[] grown)
    {
        Observation[] snapshots = [.. grown.Where(o => o.Uniform is not null).TakeLast(2)];
        if (rules.DiversityBelow == 0 || snapshots.Length < 2) return null;
        string[] both = [.. snapshots[1].Uniform!.Intersect(snapshots[0].Uniform!)];
        if (both.Length == 0) return null;
        string names = string.Join(", ", both.Take(5).Select(name => $"'{name}'")) + (both.Length > 5 ? $" and {both.Length - 5} more" : "");
        return new Alarm(nameof(rules.DiversityBelow), grown[^1].Step, snapshots[0].Step,
            FormattableString.Invariant($"the samples of {names} are less than {rules.DiversityBelow} times as far apart as the training images"),
            "More discriminator steps, augmentation, or fewer steps in all help; few images of a class want class sampling by frequency.");
    }
}
