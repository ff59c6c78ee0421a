using GanAugment.Data;

namespace GanAugment.Training;

/// <summary>Trains a class-conditional BigGAN on labelled images.</summary>
public static class BigGanTrainer
{
    /// <summary>Trains from the beginning.</summary>
    /// <param name="data">The training images, up to 32×32, at least one per class; all are read into memory. Never give test images.</param>
    /// <param name="options">What to train and how.</param>
    /// <param name="runDirectory">A folder for the run, made when it is missing; see <see cref="RunDirectory"/>.</param>
    /// <param name="progress">Told every <see cref="TrainingOptions.ReportEvery"/> steps.</param>
    /// <param name="token">Stops between two steps and saves; the result then says that the run is not complete.</param>
    /// <exception cref="OptionException">An option cannot work, or the folder holds a run already.</exception>
    /// <exception cref="DatasetException">The images cannot be used.</exception>
    /// <exception cref="SaveException">The disk refused; earlier snapshots are untouched.</exception>
    /// <exception cref="GeneratorException">Training diverged; earlier snapshots are untouched.</exception>
    public static TrainingResult Train(ILabelledImageSource data, TrainingOptions options, string runDirectory, IProgress<TrainingProgress>? progress = null,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        TrainingPlan plan = options.Resolve(data);
        return TrainingLoop.Run(plan, data, RunDirectory.Create(runDirectory, plan), progress, token);
    }

    /// <summary>Continues a run that was cancelled or interrupted, or one that is complete and shall go on.</summary>
    /// <remarks>On the same machine, device and number of threads a resumed run on a processor has the same bits as one that was never interrupted.</remarks>
    /// <param name="data">The same training images.</param>
    /// <param name="runDirectory">The run's folder.</param>
    /// <param name="steps">A new last step, or null for the run's own.</param>
    /// <param name="progress">Told every <see cref="TrainingOptions.ReportEvery"/> steps.</param>
    /// <param name="token">Stops between two steps and saves.</param>
    /// <exception cref="GeneratorException">There is no run in the folder, or its state is damaged.</exception>
    /// <exception cref="DatasetException">The images are not those of the run.</exception>
    public static TrainingResult Resume(ILabelledImageSource data, string runDirectory, int? steps = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RunDirectory run = RunDirectory.Open(runDirectory);
        TrainingPlan plan = TrainingPlan.Parse(File.ReadAllText(run.OptionsFile), run.OptionsFile);
        TrainingOptions options = steps is int changed ? plan.Options with { Steps = changed } : plan.Options;
        // The networks are what they are: their shape may have come from an initial generator that is gone by now.
        TrainingPlan resumed = options.Resolve(data) with { Network = plan.Network };
        if (resumed.Data.Fingerprint != plan.Data.Fingerprint)
            throw new DatasetException($"The data '{data.Origin}' is not what the run was trained on.",
                $"The run '{run.Root}' was trained on '{plan.Data.Origin}' with fingerprint {plan.Data.Fingerprint?[..12]}.",
                "Give the same images in the same order, or start a new run.");
        if (steps is not null) AtomicFile.WriteAllText(run.OptionsFile, resumed.ToJson());
        return TrainingLoop.Run(resumed, data, run, progress, token);
    }
}
