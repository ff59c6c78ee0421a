using System.Text.Json;
using GanAugment.Data;
using GanAugment.Training.Initial;
using GanAugment.Training.Networks;
using TorchSharp;

namespace GanAugment.Training;

/// <summary>A run with nothing implicit left: options, data and networks. It is what <c>training_options.json</c> holds.</summary>
public sealed record TrainingPlan
{
    // Hundreds of times the published widths.
    private const int WidestBase = 1 << 16;

    /// <summary>The options, every value explicit but <see cref="TrainingOptions.Threads"/>, which null leaves alone.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The data.</summary>
    public required TrainingData Data { get; init; }

    /// <summary>The networks.</summary>
    public required BigGanSpec Network { get; init; }

    /// <summary>Writes the plan as JSON.</summary>
    public string ToJson() => TrainingJson.Write(this);

    /// <summary>Reads a plan.</summary>
    /// <exception cref="OptionException">Not JSON, or an unknown or missing entry.</exception>
    internal static TrainingPlan Parse(string json, string origin)
    {
        try
        {
            return TrainingJson.Read<TrainingPlan>(json);
        }
        catch (JsonException e)
        {
            throw new OptionException($"The plan of the run cannot be read: {e.Message.TrimEnd('.')}.", $"It is '{origin}'.",
                "Restore the file as it was written, or start a new run.", e);
        }
    }

    internal static TrainingPlan Create(TrainingOptions options, ILabelledImageSource data)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckOptions(options);
        TensorLibrary.Require();
        TrainingAidsCheck.Check(options, data);
        BigGanSpec? kept = options.InitialGenerator is { KeepShape: true } initial ? InitialNetworks.Describe(initial).Network : null;
        if (kept is not null) options = InitialShape.Of(kept, options);
        CheckData(data, options.Resolution ?? ChannelTable.Resolutions[^1]);
        int resolution = options.Resolution ?? ChannelTable.Resolutions.First(r => Fits(data.Shape, r));
        options = options with
        {
            Resolution = resolution,
            DiscriminatorBaseChannels = options.DiscriminatorBaseChannels ?? options.BaseChannels,
            LatentSize = options.LatentSize ?? 16 * ChannelTable.Of(resolution).Generator.Length,
            HoldOut = HoldOut.Share(options.HoldOut, data),
            BestBy = options.BestBy ?? SnapshotMeasure.Frechet,
            Device = options.Device ?? (torch.cuda.is_available() ? "cuda" : "cpu"),
        };
        var (training, heldOut) = HoldOut.Part(data, options.HoldOut.Value, options.Seed);
        return new TrainingPlan
        {
            Options = options,
            Data = TrainingData.Describe(training, heldOut),
            Network = (kept is null ? Shape(options, data) : kept with { ImageChannels = data.Shape.Channels, Classes = data.Classes.Count }).Validated(),
        };
    }

    private static BigGanSpec Shape(TrainingOptions o, ILabelledImageSource data) =>
        BigGanSpec.Standard(o.Architecture, o.Resolution!.Value, o.BaseChannels, o.DiscriminatorBaseChannels!.Value, data.Shape.Channels, data.Classes.Count,
            o.LatentSize!.Value) with
        {
            GeneratorDepth = o.Depth,
            DiscriminatorDepth = o.Depth,
            WideDiscriminator = o.WideDiscriminator,
            SharedEmbedding = o.SharedEmbedding,
            Hierarchical = o.Hierarchical,
            GeneratorAttention = o.GeneratorAttention,
            DiscriminatorAttention = o.DiscriminatorAttention,
            GeneratorSpectralNorm = o.GeneratorSpectralNorm,
            DiscriminatorSpectralNorm = o.DiscriminatorSpectralNorm,
            SpectralNormEpsilon = o.SpectralNormEpsilon,
            BatchNormEpsilon = o.BatchNormEpsilon,
            OutputNormEpsilon = o.OutputNormEpsilon,
        };

    private static bool Fits(ImageShape shape, int resolution) => shape.Height <= resolution && shape.Width <= resolution;

    private static void CheckOptions(TrainingOptions o)
    {
        AtLeast(o.Steps, 1, nameof(o.Steps));
        // Batch norm has no variance over one image.
        AtLeast(o.BatchSize, 2, nameof(o.BatchSize));
        AtLeast(o.Accumulations, 1, nameof(o.Accumulations));
        AtLeast(o.DiscriminatorSteps, 1, nameof(o.DiscriminatorSteps));
        if (o.Resolution is int resolution) _ = ChannelTable.Of(resolution);
        AtLeast(o.BaseChannels, 1, nameof(o.BaseChannels));
        AtLeast(o.Depth, 1, nameof(o.Depth));
        Within(o.BaseChannels <= WidestBase && o.DiscriminatorBaseChannels is null or <= WidestBase, o.BaseChannels,
            $"{nameof(o.BaseChannels)} or {nameof(o.DiscriminatorBaseChannels)}", $"at most {WidestBase}");
        AtLeast(o.DiscriminatorBaseChannels ?? 1, 1, nameof(o.DiscriminatorBaseChannels));
        AtLeast(o.AverageStart, 0, nameof(o.AverageStart));
        AtLeast(o.AugmentationStart, 0, nameof(o.AugmentationStart));
        AtLeast(o.StandingBatches, 1, nameof(o.StandingBatches));
        AtLeast(o.SnapshotEvery, 1, nameof(o.SnapshotEvery));
        AtLeast(o.ProbeSteps, 1, nameof(o.ProbeSteps));
        AtLeast(o.MeasuredImages, 1, nameof(o.MeasuredImages));
        AtLeast(o.KeepBest, 1, nameof(o.KeepBest));
        AtLeast(o.KeepLatest, 2, nameof(o.KeepLatest));
        Within(o.HoldOut is null or >= 0 and <= 0.5, o.HoldOut, nameof(o.HoldOut), "a number from 0 to 0.5, or null");
        Within(o.BestBy is not { } measure || Enum.IsDefined(measure), o.BestBy, nameof(o.BestBy), "classFrechet, frechet or kernel");
        CheckAlarm(o.Collapse);
        AtLeast(o.ReportEvery, 1, nameof(o.ReportEvery));
        AtLeast(o.Threads ?? 1, 1, nameof(o.Threads));
        Within(o.GeneratorLearningRate > 0 && double.IsFinite(o.GeneratorLearningRate), o.GeneratorLearningRate, nameof(o.GeneratorLearningRate),
            "a number greater than 0");
        Within(o.DiscriminatorLearningRate > 0 && double.IsFinite(o.DiscriminatorLearningRate), o.DiscriminatorLearningRate,
            nameof(o.DiscriminatorLearningRate), "a number greater than 0");
        Within(o.AdamBeta1 is >= 0 and < 1, o.AdamBeta1, nameof(o.AdamBeta1), "a number in [0, 1)");
        Within(o.AdamBeta2 is >= 0 and < 1, o.AdamBeta2, nameof(o.AdamBeta2), "a number in [0, 1)");
        Within(o.AdamEpsilon is > 0 and < 1, o.AdamEpsilon, nameof(o.AdamEpsilon), "a number in (0, 1)");
        Within(o.AverageDecay is >= 0 and < 1, o.AverageDecay, nameof(o.AverageDecay), "a number in [0, 1)");
        Within(Enum.IsDefined(o.Architecture), o.Architecture, nameof(o.Architecture), "bigGan or bigGanDeep");
        Within(Enum.IsDefined(o.Initialization), o.Initialization, nameof(o.Initialization), "orthogonal, normal02 or xavier");
        Within(Enum.IsDefined(o.ClassSampling), o.ClassSampling, nameof(o.ClassSampling), "uniform, natural, squareRoot or effectiveNumber");
        Within(((int)o.Augmentation & ~7) == 0, o.Augmentation, nameof(o.Augmentation), "color, translation, cutout or a combination");
        Within(o.Device is null or "cpu" or "cuda", o.Device, nameof(o.Device), "cpu or cuda");
        if (o.Device == "cuda" && !torch.cuda.is_available())
            throw new OptionException("There is no CUDA device.", $"The option {nameof(o.Device)} is cuda.",
                "Use cpu, or install a driver and a build of the tensor library for CUDA (package TorchSharp-cuda-linux or TorchSharp-cuda-windows).");
    }

    private static void CheckAlarm(CollapseAlarm a)
    {
        const string Threshold = "a number of at least 0";
        Within(Enum.IsDefined(a.Action), a.Action, $"Collapse.{nameof(a.Action)}", "warn, stop or rollBack");
        AtLeast(a.Start, 0, $"Collapse.{nameof(a.Start)}");
        AtLeast(a.Window, 2, $"Collapse.{nameof(a.Window)}");
        AtLeast(a.MostRollBacks, 0, $"Collapse.{nameof(a.MostRollBacks)}");
        Within(a.GapBelow >= 0, a.GapBelow, $"Collapse.{nameof(a.GapBelow)}", Threshold);
        Within(a.SingularValueGrowth is 0 or > 1, a.SingularValueGrowth, $"Collapse.{nameof(a.SingularValueGrowth)}", "0 or a number greater than 1");
        Within(a.LossLow >= 0, a.LossLow, $"Collapse.{nameof(a.LossLow)}", Threshold);
        Within(a.LossHigh is 0 || a.LossHigh > a.LossLow, a.LossHigh, $"Collapse.{nameof(a.LossHigh)}", "0 or a number greater than LossLow");
        Within(a.DiversityBelow is >= 0 and < 1, a.DiversityBelow, $"Collapse.{nameof(a.DiversityBelow)}", "a number in [0, 1)");
        Within(a.RollBackLearningRates is > 0 and <= 1, a.RollBackLearningRates, $"Collapse.{nameof(a.RollBackLearningRates)}", "a number in (0, 1]");
    }

    private static void CheckData(ILabelledImageSource data, int resolution)
    {
        if (!Fits(data.Shape, resolution))
            throw new DatasetException($"The images are {data.Shape}, but training works up to {resolution}×{resolution}.", $"The data is '{data.Origin}'.",
                $"Resize the images to {resolution}×{resolution} or smaller{(resolution < ChannelTable.Resolutions[^1] ? ", or raise Resolution" : "")}.");
        if (data.Labels.Count == 0) throw new DatasetException("There is no image to train on.", $"The data is '{data.Origin}'.",
            "Give at least one image per class.");
        int[] counts = data.CountPerClass();
        string[] empty = [.. data.Classes.Where((_, i) => counts[i] == 0)];
        if (empty.Length == 0) return;
        string names = string.Join(", ", empty.Select(name => $"'{name}'"));
        throw new DatasetException(empty.Length == 1 ? $"Class {names} has no image." : $"Classes {names} have no image.", $"The data is '{data.Origin}'.",
            "A generator cannot learn what it never sees: add images, or leave the class out.");
    }

    internal static void AtLeast(int value, int least, string option) => Within(value >= least, value, option, $"a whole number of at least {least}");

    internal static void Within(bool holds, object? value, string option, string remedy)
    {
        if (!holds) throw new OptionException(FormattableString.Invariant($"{option} cannot be {value}."), "It was given in the training options.",
            $"Give {remedy}.");
    }
}
