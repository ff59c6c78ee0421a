namespace GanAugment.Training;

/// <summary>What tells how far the discriminator overfits.</summary>
public enum OverfittingSignal
{
    /// <summary>The mean sign of D on training images, r_t of Karras et al. 2020.</summary>
    Sign,

    /// <summary>(E D(training) − E D(held out)) / (E D(training) − E D(generated)), their r_v: 0 where D knows its images no better than unseen ones, 1 where
    /// unseen ones look generated to it. Needs <see cref="TrainingOptions.HoldOut"/>.</summary>
    HeldOut,
}
