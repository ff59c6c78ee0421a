namespace GanAugment.Training;

/// <summary>When a run counts as collapsing, and what to do then. GANs of this kind collapse sooner or later; the art is to notice and to keep the best.</summary>
/// <remarks>Evidence is taken from the lines of <c>stats.jsonl</c>, so a window of 10 lines is 10 · <see cref="TrainingOptions.ReportEvery"/> steps where
/// snapshots add no lines of their own.</remarks>
public sealed record CollapseAlarm
{
    /// <summary>What to do.</summary><value>Default <see cref="AlarmAction.Warn"/>.</value>
    public AlarmAction Action { get; init; }

    /// <summary>The step before which nothing but losses that are no numbers counts: young networks look much like collapsed ones.</summary>
    /// <value>Default 200.</value>
    public int Start { get; init; } = 200;

    /// <summary>How many lines of statistics evidence must last, or is compared over.</summary><value>Default 10.</value>
    public int Window { get; init; } = 10;

    /// <summary>Mean D(real) − mean D(fake) that stays below this for a whole window: D cannot tell them apart any more, or thinks that fakes are the real
    /// ones. 0 turns the rule off.</summary><value>Default 0.02.</value>
    public double GapBelow { get; init; } = 0.02;

    /// <summary>A layer of G whose largest singular value becomes this many times what it was within the window. 0 turns the rule off.</summary>
    /// <value>Default 3.</value>
    public double SingularValueGrowth { get; init; } = 3;

    /// <summary>D's loss below this, for a line at least, …</summary><value>Default 0.1.</value>
    public double LossLow { get; init; } = 0.1;

    /// <summary>… and then above this within the window: D had won, and broke. 0 turns the rule off.</summary><value>Default 2: what a D loses that always
    /// answers 0.</value>
    public double LossHigh { get; init; } = 2;

    /// <summary>The samples of a class are less than this share as far apart as its training images, at two snapshots in a row: all latents give one image. 0
    /// turns the rule off.</summary><value>Default 0.1.</value>
    public double DiversityBelow { get; init; } = 0.1;

    /// <summary>How often a run goes back before it ends.</summary><value>Default 3.</value>
    public int MostRollBacks { get; init; } = 3;

    /// <summary>Both learning rates are multiplied by this each time the run goes back.</summary><value>Default 0.5; 1 leaves them.</value>
    public double RollBackLearningRates { get; init; } = 0.5;
}
