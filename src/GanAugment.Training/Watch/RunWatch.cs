using GanAugment.Data;
using GanAugment.Training.Steps;
using TorchSharp;

namespace GanAugment.Training.Watch;

/// <summary>Looks at a run: gathers a line of statistics, writes it to <c>stats.jsonl</c> and for TensorBoard, and asks whether the run collapses.</summary>
internal sealed class RunWatch
{
    private readonly TrainingPlan plan;
    private readonly RunDirectory run;
    private readonly TrainingState state;
    private readonly DiscriminatorGauge gauge;
    private readonly TensorBoardLog board;

    /// <summary>Begins to watch, and forgets what an interrupted session wrote of the steps that come now.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="run">Its folder.</param>
    /// <param name="state">Its state, loaded.</param>
    /// <param name="batches">The training images.</param>
    /// <param name="heldOut">Images kept away from training; possibly none.</param>
    /// <param name="resumed">Whether the run goes on.</param>
    public RunWatch(TrainingPlan plan, RunDirectory run, TrainingState state, Batches batches, ILabelledImageSource heldOut, bool resumed)
    {
        (this.plan, this.run, this.state) = (plan, run, state);
        gauge = new DiscriminatorGauge(batches, plan, heldOut, torch.device(plan.Options.Device!));
        run.ForgetStatisticsAfter(resumed ? state.Step : -1);
        board = new TensorBoardLog(run.TensorBoardFolder, resumed ? state.Step : null, TimeProvider.System);
        if (resumed) return;
        board.Text(0, "options", string.Concat(plan.ToJson().Split('\n').Select(line => $"    {line}\n")));
        Show(0, "reals", run.RealsFile);
        Show(0, "fakes", run.FirstFakesFile);
    }

    /// <summary>Writes a line and judges it.</summary>
    /// <param name="figures">Means since the line before.</param>
    /// <param name="seconds">Of this session.</param>
    /// <param name="imagesPerSecond">Of this session.</param>
    /// <param name="measured">What a snapshot of this step measures, or null.</param>
    /// <returns>A sign of collapse that did not stand before, or null.</returns>
    public Alarm? Report(StepFigures figures, double seconds, double imagesPerSecond, SampleFigures? measured)
    {
        SortedDictionary<string, float> generator = SingularValues.Of(state.Generator), discriminator = SingularValues.Of(state.Discriminator);
        Alarm? alarm = Judge(new Observation(state.Step, figures.Gap, figures.Loss("D"), generator, Uniform(measured)),
            figures.Finite ? discriminator.FirstOrDefault(layer => !float.IsFinite(layer.Value)).Key : null);
        var line = new StatisticsLine
        {
            Step = state.Step,
            ImagesSeen = state.ImagesSeen,
            Seconds = Math.Round(seconds, 3),
            ImagesPerSecond = Math.Round(imagesPerSecond, 1),
            LossD = figures.Loss("D"),
            LossG = figures.Loss("G"),
            Gap = figures.Gap,
            RollBacks = state.Memory.RollBacks,
            AugmentationProbability = state.Aids.AugmentationProbability,
            PseudoRealProbability = state.Aids.PseudoRealProbability,
            FrechetDistance = measured?.FrechetDistance,
            Metrics = measured?.Metrics,
            ClassMetrics = measured?.ClassMetrics,
            Diversity = measured?.Diversity,
            Discriminator = measured is null ? null : gauge.Ask(state.Discriminator),
            ClassGains = measured is null ? null : ClassGains.Of(state.Generator),
            SingularValues = generator.Select(l => (Name: $"generator.{l.Key}", l.Value)).Concat(discriminator.Select(l => (Name: $"discriminator.{l.Key}",
                l.Value))).ToDictionary(l => l.Name, l => l.Value),
            Alarm = alarm?.Message,
        };
        string json = TrainingJson.WriteLine(line);
        run.Report(json);
        board.Scalars(state.Step, StatisticsTags.Of(json, plan.Data.Classes));
        if (measured is not null) Show(state.Step, "fakes", run.FakesFile(state.Step));
        return alarm;
    }

    /// <summary>Waits until everything written is on the disk.</summary>
    public void Flush()
    {
        run.FlushStatistics();
        board.Flush();
    }

    private Alarm? Judge(Observation now, string? brokenLayer)
    {
        CollapseAlarm rules = plan.Options.Collapse;
        RunMemory memory = state.Memory;
        Observation[] seen = CollapseMonitor.Remembered(rules, [.. memory.Seen, now]);
        Alarm[] signs = [.. CollapseMonitor.Signs(rules, seen)];
        if (brokenLayer is not null)
            signs = [new Alarm(CollapseMonitor.Finite, now.Step, now.Step, $"the discriminator's layer '{brokenLayer}' is no finite number", "Lower both learning rates.")];
        state.Memory = memory with { Seen = seen, Raised = [.. signs.Select(s => s.Rule)] };
        return signs.FirstOrDefault(sign => !memory.Raised.Contains(sign.Rule));
    }

    private List<string>? Uniform(SampleFigures? measured)
    {
        if (measured is null) return null;
        List<string> names = [];
        for (int c = 0; c < plan.Data.Classes.Count; c++)
            if (measured.Diversity.Features[c] < plan.Options.Collapse.DiversityBelow) names.Add(plan.Data.Classes[c]);
        return names;
    }

    private void Show(int step, string name, string file)
    {
        byte[] png = File.ReadAllBytes(file);
        // IHDR: width and height are the first numbers of the first chunk, the colour type comes two bytes later: 0 gray, 2 RGB, 6 RGBA.
        int width = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)),
            height = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20));
        board.Image(step, $"pictures/{name}", new ImageShape(png[25] switch { 0 => 1, 6 => 4, _ => 3 }, height, width), png);
    }
}
