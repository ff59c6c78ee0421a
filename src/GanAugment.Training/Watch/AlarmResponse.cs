using GanAugment.Training.Snapshots;

namespace GanAugment.Training.Watch;

/// <summary>What was done about a sign of collapse.</summary>
/// <param name="WentBack">The networks are those of the best snapshot again.</param>
/// <param name="Stops">Why the run ends now, or null.</param>
internal sealed record AlarmResponse(bool WentBack, string? Stops)
{
    /// <summary>Does what <see cref="CollapseAlarm.Action"/> says.</summary>
    /// <exception cref="GeneratorException">The networks are no numbers any more, and there is nothing to go back to: nothing of that is saved.</exception>
    public static AlarmResponse To(Alarm alarm, TrainingState state, SnapshotShelf shelf, TrainingOptions options, RunDirectory run, Action<string> tell)
    {
        CollapseAlarm rules = options.Collapse;
        bool broken = alarm.Rule == CollapseMonitor.Finite;
        string tried = "";
        if (rules.Action == AlarmAction.RollBack)
        {
            if (state.Memory.RollBacks >= rules.MostRollBacks)
                tried = FormattableString.Invariant($" The run went back {state.Memory.RollBacks} times, which is all that it may.");
            else if (shelf.RollBack(state, tell) is int best)
            {
                tell(FormattableString.Invariant($"Went back to the snapshot of step {best}, optimizers included; goes on as step {alarm.Step} with other random ")
                    + FormattableString.Invariant($"numbers and learning rates times {state.Memory.LearningRateScale:0.###}."));
                return new AlarmResponse(true, null);
            }
            else tried = " There is no snapshot to go back to.";
        }

        if (broken)
            throw new GeneratorException($"Training diverged at step {alarm.Step}: {alarm.Evidence}.{tried}",
                $"The run is '{run.Root}'; its snapshots are from before.",
                "Use the best snapshot, or train anew with lower learning rates, spectral norm in both networks, or more discriminator steps.");
        if (rules.Action == AlarmAction.Warn) return new AlarmResponse(false, null);
        // Resuming overrules: the evidence so far does not count again.
        state.Memory = state.Memory with { Seen = [], Raised = [] };
        string kept = state.Memory.Best.Count > 0 ? FormattableString.Invariant($" The best snapshot is that of step {state.Memory.Best[0].Step}.") : "";
        return new AlarmResponse(false, $"Stopped: {alarm.Message}{tried}{kept} Resuming the run overrules the alarm.");
    }
}
