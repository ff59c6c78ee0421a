using GanAugment.Data;
using GanAugment.Evaluation;

namespace GanAugment.Training;

/// <summary>Trains a class-conditional BigGAN on labelled images.</summary>
/// <remarks>
/// Train in a process, or at a time, in which no other thread makes much garbage. TorchSharp 0.107 does not hold on to the numbers that its operators make for
/// libtorch ("a + b" is a + 1·b): a collection that another thread starts may free one in use, and the operator fails. A run that fails so resumes from its snapshot.
/// </remarks>
public static class BigGanTrainer
{
    /// <summary>Trains from the beginning.</summary>
    /// <param name="data">The training images, up to 512×512, at least one per class. Up to a gibibyte of them stays in memory. Never give test images.</param>
    /// <param name="options">What to train and how.</param>
    /// <param name="runDirectory">A folder for the run, made when it is missing; see <see cref="RunDirectory"/>.</param>
    /// <param name="progress">Told every <see cref="TrainingOptions.ReportEvery"/> steps.</param>
    /// <param name="token">Stops between two steps and saves; the result then says that the run is not complete.</param>
    /// <param name="openFeatures">Opens <see cref="TrainingOptions.FeatureNetwork"/>, for example with ONNX Runtime; needed only where one is chosen.</param>
    /// <exception cref="OptionException">An option cannot work, or the folder holds a run already.</exception>
    /// <exception cref="DatasetException">The images cannot be used.</exception>
    /// <exception cref="SaveException">The disk refused; earlier snapshots are untouched.</exception>
    /// <exception cref="GeneratorException">Training diverged, or another process has the folder; earlier snapshots are untouched.</exception>
    public static TrainingResult Train(ILabelledImageSource data, TrainingOptions options, string runDirectory, IProgress<TrainingProgress>? progress = null,
        CancellationToken token = default, Func<string, IFeatureExtractor>? openFeatures = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        TrainingPlan plan = options.Resolve(data);
        using IFeatureExtractor? extractor = Open(plan.Options, openFeatures);
        RunDirectory run = RunDirectory.Create(runDirectory, plan);
        using RunLock taken = RunLock.Take(run.Root);
        TrainedImages.Record(run, plan, data);
        return TrainingLoop.Run(plan, data, run, extractor, progress, token);
    }

    /// <summary>Continues a run that was cancelled or interrupted, or one that is complete and shall go on.</summary>
    /// <remarks>On the same machine, device and number of threads a resumed run on a processor has the same bits as one that was never interrupted.</remarks>
    /// <param name="data">The same training images.</param>
    /// <param name="runDirectory">The run's folder.</param>
    /// <param name="steps">A new last step, or null for the run's own.</param>
    /// <param name="progress">Told every <see cref="TrainingOptions.ReportEvery"/> steps.</param>
    /// <param name="token">Stops between two steps and saves.</param>
    /// <param name="openFeatures">Opens the run's <see cref="TrainingOptions.FeatureNetwork"/>; needed only where one is chosen.</param>
    /// <exception cref="GeneratorException">There is no run in the folder, all its states are damaged, or another process has it.</exception>
    /// <exception cref="DatasetException">The images are not those of the run.</exception>
    public static TrainingResult Resume(ILabelledImageSource data, string runDirectory, int? steps = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken token = default, Func<string, IFeatureExtractor>? openFeatures = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        RunDirectory run = RunDirectory.Open(runDirectory);
        using RunLock taken = RunLock.Take(run.Root);
        if (taken.Predecessor is { } gone) run.Log($"Taking the run over from {gone}, which ended without giving it back.");
        TrainingPlan resumed = PlanOf(run, data, steps);
        if (steps is not null) AtomicFile.WriteAllText(run.OptionsFile, resumed.ToJson());
        using IFeatureExtractor? extractor = Open(resumed.Options, openFeatures);
        return TrainingLoop.Run(resumed, data, run, extractor, progress, token);
    }

    /// <summary>What <see cref="Resume"/> would do: the run's own plan, with the last step where one is given. Nothing is written.</summary>
    /// <param name="data">The same training images.</param>
    /// <param name="runDirectory">The run's folder.</param>
    /// <param name="steps">A new last step, or null for the run's own.</param>
    /// <exception cref="GeneratorException">There is no run in the folder.</exception>
    /// <exception cref="DatasetException">The images are not those of the run.</exception>
    public static TrainingPlan PlanResume(ILabelledImageSource data, string runDirectory, int? steps = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return PlanOf(RunDirectory.Open(runDirectory), data, steps);
    }

    private static TrainingPlan PlanOf(RunDirectory run, ILabelledImageSource data, int? steps)
    {
        TrainingPlan plan = run.ReadPlan();
        TrainingOptions options = steps is int changed ? plan.Options with { Steps = changed } : plan.Options;
        // The networks are what they are: their shape may have come from an initial generator that is gone by now.
        TrainingPlan resumed = options.Resolve(data) with { Network = plan.Network };
        if (resumed.Data.Fingerprint != plan.Data.Fingerprint)
            throw new DatasetException($"The data '{data.Origin}' is not what the run was trained on.",
                $"The run '{run.Root}' was trained on '{plan.Data.Origin}' with fingerprint {plan.Data.Fingerprint?[..12]}.",
                "Give the same images in the same order, or start a new run.");
        return resumed;
    }

    private static IFeatureExtractor? Open(TrainingOptions options, Func<string, IFeatureExtractor>? open) => options.FeatureNetwork is not { } network ? null
        : open is not null ? open(network)
        : throw new OptionException($"The feature network '{network}' cannot be opened.", $"The option is {nameof(options.FeatureNetwork)}.",
            "Give the trainer something that opens it, or leave the option out.");
}
