using System.Diagnostics;
using GanAugment.Data;
using GanAugment.Training.Initial;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Steps;
using TorchSharp;
using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>The run: alternate discriminator and generator, average, report, and keep the latest and the best.</summary>
internal static class TrainingLoop
{
    /// <summary>Trains from where the run directory stands to the plan's last step, or until cancelled.</summary>
    public static TrainingResult Run(TrainingPlan plan, ILabelledImageSource data, RunDirectory run, IProgress<TrainingProgress>? progress,
        CancellationToken token)
    {
        TrainingOptions options = plan.Options;
        if (options.Threads is int threads) set_num_threads(threads);
        Device device = torch.device(options.Device!);
        using var precision = new PrecisionScope(options.Precision, device);
        run.Log($"Training {plan.Network.Classes} classes of {data.Shape} images from '{data.Origin}' for {options.Steps} steps "
            + $"on {options.Device} with {get_num_threads()} threads.");

        // Data and networks.
        var batches = new Batches(data, plan, device);
        using var state = new TrainingState(plan, device);
        using var probe = new QualityProbe(data, batches, plan, device);
        var grid = new SampleGrid(plan, batches);

        // Resume, or begin with pictures of the data and of what a fresh generator makes.
        string lastGrid = run.FirstFakesFile;
        double? best = null, distance = null;
        if (File.Exists(run.TrainingFile))
        {
            state.Load(run);
            run.ForgetStatisticsAfter(state.Step);
            if (File.Exists(run.BestFile)) best = SnapshotDescription.Read(run.BestFile).FrechetDistance;
            run.Log($"Resuming after step {state.Step}.");
        }
        else
        {
            if (options.InitialGenerator is { } given)
            {
                using InitialNetworks initial = InitialNetworks.Open(given);
                initial.Begin(state, plan, probe.Features, batches, run.Log);
            }

            SampleGrid.SaveReals(data, run.RealsFile);
            state.Publish();
            grid.SaveFakes(state.Published, lastGrid);
        }

        // Every step is D as often as asked, then G.
        TrainingAids aids = state.Aids;
        var discriminate = new DiscriminatorPhase(state.Generator, state.Discriminator, batches, aids, options.BatchSize);
        var generate = new GeneratorPhase(state.Generator, state.Discriminator, batches, aids, options.BatchSize);
        TrainingPhase[] phases =
        [
            .. Enumerable.Repeat(new TrainingPhase("D", state.Discriminator, state.DiscriminatorOptimizer, 1, discriminate.Accumulate,
                aids.Regularize(state.Discriminator)), options.DiscriminatorSteps),
            new TrainingPhase("G", state.Generator, state.GeneratorOptimizer, 0, generate.Accumulate, aids.Regularize(state.Generator)),
        ];

        // Train.
        state.Generator.train();
        state.Discriminator.train();
        var figures = new StepFigures();
        var clock = Stopwatch.StartNew();
        int firstStep = state.Step;
        long firstImage = state.ImagesSeen;
        double ImagesPerSecond() => (state.ImagesSeen - firstImage) / Math.Max(clock.Elapsed.TotalSeconds, 1e-9);
        while (state.Step < options.Steps && !token.IsCancellationRequested)
        {
            // Accumulate gradients and update weights, phase by phase.
            long batch = (long)state.Step * phases.Length * options.Accumulations;
            long shown = state.ImagesSeen;
            foreach (TrainingPhase phase in phases)
            {
                // G's phase reads D without wanting D's gradients.
                foreach (var parameter in state.Discriminator.parameters()) parameter.requires_grad = phase.Network == state.Discriminator;
                phase.Optimizer.ZeroGradients();
                for (int i = 0; i < options.Accumulations; i++, batch++, shown += phase.RealBatches * options.BatchSize)
                    figures.Add(phase.Name, phase.Accumulate(new MicroBatch(state.Step, batch, shown, 1.0 / options.Accumulations)));
                phase.Regularize?.Invoke();
                phase.Optimizer.Step();
            }

            // Average weights, and adapt.
            state.Averaging.Update(state.Step);
            state.Step++;
            aids.EndStep(state.Step);
            figures.ThrowIfDiverged(state.Step, run);

            // Save pictures, measurement and weights. The order matters: each file only points at what is already there.
            bool last = state.Step == options.Steps;
            if (last || state.Step % options.SnapshotEvery == 0)
            {
                state.Publish();
                lastGrid = run.FakesFile(state.Step);
                grid.SaveFakes(state.Published, lastGrid);
                distance = probe.Measure(state.Published);
                state.SaveGenerator(run.LatestFile, distance);
                if (best is null || distance < best)
                {
                    best = distance;
                    state.SaveGenerator(run.BestFile, distance);
                }

                state.SaveTraining(run);
                run.DeleteUnnamedWeights();
                run.Log(FormattableString.Invariant($"Step {state.Step}: Fréchet distance {distance:F3}, best {best:F3}, {ImagesPerSecond():F0} images/s."));
            }

            // Report.
            if (last || state.Step % options.ReportEvery == 0)
            {
                TimeSpan remaining = clock.Elapsed / (state.Step - firstStep) * (options.Steps - state.Step);
                run.Report(new
                {
                    state.Step, state.ImagesSeen, Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3), ImagesPerSecond = Math.Round(ImagesPerSecond(), 1),
                    LossD = figures.Loss("D"), LossG = figures.Loss("G"), Gap = figures.Gap, FrechetDistance = distance,
                    aids.AugmentationProbability, aids.PseudoRealProbability,
                });
                progress?.Report(new TrainingProgress(state.Step, options.Steps, ImagesPerSecond(), figures.Loss("D"), figures.Loss("G"), figures.Gap,
                    remaining, distance, lastGrid));
                figures.Clear();
            }
        }

        // Cancelled between snapshots: save without measuring, so that resuming chooses the same best as if nothing had happened.
        bool completed = state.Step == options.Steps;
        if (!completed && state.Step > firstStep && state.Step % options.SnapshotEvery != 0)
        {
            state.Publish();
            state.SaveGenerator(run.LatestFile, null);
            state.SaveTraining(run);
            run.DeleteUnnamedWeights();
        }

        run.Log(completed ? $"Done after step {state.Step}." : $"Cancelled after step {state.Step}; everything is saved.");
        return new TrainingResult(run, state.Step, completed, ImagesPerSecond(), best);
    }
}
