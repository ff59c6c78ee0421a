namespace GanAugment.Training;

/// <summary>What happens when a run shows signs of collapse.</summary>
public enum AlarmAction
{
    /// <summary>It is said, and training goes on; only losses that are no numbers end the run.</summary>
    Warn,

    /// <summary>The run saves and ends; resuming it overrules the alarm.</summary>
    Stop,

    /// <summary>The run goes back to its best snapshot, optimizers included, and goes on from there with other random numbers; after
    /// <see cref="CollapseAlarm.MostRollBacks"/> times it ends.</summary>
    RollBack,
}
