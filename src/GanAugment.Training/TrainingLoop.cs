using System.Diagnostics;
using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Training.Initial;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Steps;
using GanAugment.Training.Watch;
using TorchSharp;
using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>The run: alternate discriminator and generator, average, watch, and keep the latest and the best.</summary>
internal static class TrainingLoop
{
    /// <summary>Trains from where the run directory stands to the plan's last step, or until cancelled or stopped by the alarm.</summary>
    public static TrainingResult Run(TrainingPlan plan, ILabelledImageSource data, RunDirectory run, IFeatureExtractor? extractor,
        IProgress<TrainingProgress>? progress, CancellationToken token)
    {
        TrainingOptions options = plan.Options;
        using var threads = new ThreadScope(options.Threads);
        Device device = torch.device(options.Device!);
        if (device.type == DeviceType.CPU) TensorMemory.GiveBack();
        using var precision = new PrecisionScope(options.Precision, device.type == DeviceType.CUDA);
        var (training, heldOut) = HoldOut.Part(data, options.HoldOut!.Value, options.Seed);
        run.Log($"Training {plan.Network.Classes} classes of {data.Shape} images from '{data.Origin}' for {options.Steps} steps "
            + $"on {options.Device} with {get_num_threads()} threads; {training.Labels.Count} images, {heldOut.Labels.Count} held out.");

        // Data and networks.
        var batches = new Batches(training, plan, device);
        using var state = new TrainingState(plan, device);
        using var probe = new QualityProbe(training, batches, plan, device);
        var meter = new SampleMeter(plan, batches, probe, extractor);
        var grid = new SampleGrid(plan, batches);
        var shelf = new SnapshotShelf(run, plan);
        var figures = new StepFigures();
        var clock = Stopwatch.StartNew();
        string lastGrid = run.FirstFakesFile;
        double? distance = null;

        // Resume, or begin with pictures of the data and of what a fresh generator makes.
        void Tell(string notice)
        {
            run.Log(notice);
            progress?.Report(new TrainingProgress(state.Step, options.Steps, 0, 0, 0, 0, TimeSpan.Zero, distance, lastGrid, notice));
        }

        run.RemoveTemporaryFiles();
        bool resumed = shelf.Load(state, Tell);
        if (resumed)
        {
            figures.Gathered = state.Memory.Gathered;
            run.Log($"Resuming after step {state.Step}.");
        }
        else
        {
            if (options.InitialGenerator is { } given)
            {
                using InitialNetworks initial = InitialNetworks.Open(given);
                initial.Begin(state, plan, probe.Features, batches, run.Log);
            }

            SampleGrid.SaveReals(training, run.RealsFile);
            state.Publish();
            grid.SaveFakes(state.Published, lastGrid);
        }

        var watch = new RunWatch(plan, run, state, batches, heldOut, resumed);

        // Every step is D as often as asked, then G.
        TrainingAids aids = state.Aids;
        if (aids.AsksHeldOut) aids.HeldOut = new(state.Discriminator, batches, new Batches(heldOut, plan, device), options.BatchSize, options.Seed);
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
        int firstStep = state.Step;
        long firstImage = state.ImagesSeen;
        double ImagesPerSecond() => (state.ImagesSeen - firstImage) / Math.Max(clock.Elapsed.TotalSeconds, 1e-9);
        string? collapse = null;
        clock.Restart();
        while (state.Step < options.Steps && collapse is null && !token.IsCancellationRequested)
        {
            // Accumulate gradients and update weights, phase by phase.
            long batch = (long)state.Step * phases.Length * options.Accumulations;
            long shown = state.ImagesSeen;
            // G stands still until its own phase has read it once.
            IHeldWeight.Hold(state.Generator);
            foreach (TrainingPhase phase in phases)
            {
                // G's phase reads D without wanting D's gradients.
                foreach (var parameter in state.Discriminator.parameters()) parameter.requires_grad = phase.Network == state.Discriminator;
                phase.Optimizer.ZeroGradients();
                for (int i = 0; i < options.Accumulations; i++, batch++, shown += phase.RealBatches * options.BatchSize)
                {
                    figures.Add(phase.Name, phase.Accumulate(new MicroBatch(state.Step, batch, shown, 1.0 / options.Accumulations)));
                    if (phase.Network == state.Generator) IHeldWeight.Release(state.Generator);
                }

                phase.Regularize?.Invoke();
                phase.Optimizer.Step();
            }

            // Average weights, and adapt.
            state.Averaging.Update(state.Step);
            state.Step++;
            aids.EndStep(state.Step);

            // Publish, picture and measure.
            bool last = state.Step == options.Steps, snapshot = figures.Finite && (last || state.Step % options.SnapshotEvery == 0);
            SampleFigures? measured = null;
            if (snapshot)
            {
                state.Publish();
                lastGrid = run.FakesFile(state.Step);
                grid.SaveFakes(state.Published, lastGrid);
                measured = meter.Measure(state.Published);
                distance = measured.FrechetDistance;
            }

            // Report, and look for signs of collapse.
            if (!snapshot && figures.Finite && state.Step % options.ReportEvery != 0) continue;
            Alarm? alarm = watch.Report(figures, clock.Elapsed.TotalSeconds, ImagesPerSecond(), measured);
            TimeSpan remaining = clock.Elapsed / (state.Step - firstStep) * (options.Steps - state.Step);
            progress?.Report(new TrainingProgress(state.Step, options.Steps, ImagesPerSecond(), figures.Loss("D"), figures.Loss("G"), figures.Gap, remaining,
                distance, lastGrid, alarm?.Message));
            figures.Clear();

            // Answer the alarm, then save. The state of training is saved behind everything else: it makes all of it count.
            if (alarm is not null)
            {
                run.Log(alarm.Message);
                AlarmResponse response = AlarmResponse.To(alarm, state, shelf, options, run, Tell);
                collapse = response.Stops;
                if (response.WentBack)
                {
                    watch.Flush();
                    shelf.SaveTraining(state);
                    continue;
                }
            }

            if (!snapshot && collapse is null) continue;
            watch.Flush();
            if (!snapshot) state.Publish();
            shelf.Save(state, measured);
            MeasuredSnapshot? leader = state.Memory.Best.Count > 0 ? state.Memory.Best[0] : null;
            if (measured is not null)
                run.Log(FormattableString.Invariant($"Step {state.Step}: {options.BestBy} {measured.Score:F3}, best {leader?.Score:F3} at step {leader?.Step}, ")
                    + FormattableString.Invariant($"{ImagesPerSecond():F0} images/s."));
        }

        // Cancelled between snapshots: save without measuring, so that resuming chooses the same best as if nothing had happened.
        bool completed = state.Step == options.Steps;
        if (!completed && collapse is null && state.Step > firstStep && state.Step % options.SnapshotEvery != 0)
        {
            state.Memory = state.Memory with { Gathered = figures.Gathered };
            state.Publish();
            watch.Flush();
            shelf.Save(state, null);
        }

        // Killed after the last save, before older states were removed: nothing is saved again that would remove them.
        if (completed && resumed && state.Step == firstStep) shelf.Tidy(state);
        run.Log(completed ? $"Done after step {state.Step}." : collapse ?? $"Cancelled after step {state.Step}; everything is saved.");
        double? best = File.Exists(run.BestFile) ? SnapshotDescription.Read(run.BestFile).FrechetDistance : null;
        return new TrainingResult(run, state.Step, completed, ImagesPerSecond(), best, completed ? null : collapse);
    }
}
