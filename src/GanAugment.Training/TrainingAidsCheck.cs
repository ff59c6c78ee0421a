using GanAugment.Data;
using static GanAugment.Training.TrainingPlan;

namespace GanAugment.Training;

/// <summary>Checks the options of the training aids: each by itself, and those that contradict each other.</summary>
internal static class TrainingAidsCheck
{
    /// <summary>Checks the options.</summary>
    /// <exception cref="OptionException">One cannot work.</exception>
    public static void Check(TrainingOptions o, ILabelledImageSource data)
    {
        Within(Enum.IsDefined(o.Loss), o.Loss, nameof(o.Loss), "hinge or nonSaturating");
        CheckPrecision(o);
        if (o.InitialGenerator is { } initial) Check(initial);
        if (o.Orthogonality is { } orthogonality) Check(orthogonality);
        if (o.AdaptiveAugmentation is { } adaptive) Check(adaptive, o, data);
        if (o.PseudoReals is { } pseudo) Check(pseudo, o, data);
        if (o.LeCam is { } leCam) Check(leCam);
        if (o.Consistency is { } consistency) Check(consistency);
        if (o.ConditioningRamp is { } ramp) Check(ramp, o, data);
    }

    private static void CheckPrecision(TrainingOptions o)
    {
        Within(Enum.IsDefined(o.Precision), o.Precision, nameof(o.Precision), "float32 or tensorFloat32; the tensor library has no automatic half precision");
        if (o.Precision == Precision.TensorFloat32 && (o.Device ?? (TorchSharp.torch.cuda.is_available() ? "cuda" : "cpu")) != "cuda")
            throw new OptionException("A processor has no TensorFloat-32.", $"The option {nameof(o.Precision)} is tensorFloat32, but training is on cpu.",
                $"Leave {nameof(o.Precision)} at float32, or train on cuda.");
    }

    private static void Check(InitialGeneratorOptions i)
    {
        const string Option = nameof(TrainingOptions.InitialGenerator);
        Within(!string.IsNullOrWhiteSpace(i.From), $"'{i.From}'", $"{Option}.{nameof(i.From)}",
            "a run directory, a snapshot's JSON file or an import's folder");
        Within(Enum.IsDefined(i.NewClasses), i.NewClasses, $"{Option}.{nameof(i.NewClasses)}", "nearest, mean or fresh");
    }

    private static void Check(OrthogonalityOptions o)
    {
        Weight(o.Generator, $"{nameof(TrainingOptions.Orthogonality)}.{nameof(o.Generator)}");
        Weight(o.Discriminator, $"{nameof(TrainingOptions.Orthogonality)}.{nameof(o.Discriminator)}");
        if (o.Generator == 0 && o.Discriminator == 0)
            throw Idle(nameof(TrainingOptions.Orthogonality), $"{nameof(o.Generator)} or {nameof(o.Discriminator)}");
    }

    private static void Check(AdaptiveAugmentationOptions a, TrainingOptions o, ILabelledImageSource data)
    {
        CheckControl(a.Target, a.ThousandImages, a.Cap, a.AdjustEvery, nameof(o.AdaptiveAugmentation));
        Within((a.Operations & ~AdaptiveOperations.All) == 0 && a.Operations != 0, a.Operations, $"{nameof(o.AdaptiveAugmentation)}.{nameof(a.Operations)}",
            "flip, quarterTurn, wholeShift, scale, turn, stretch, shift, brightness, contrast, lumaFlip, hue, saturation, a combination, or all");
        Within(Enum.IsDefined(a.Signal), a.Signal, $"{nameof(o.AdaptiveAugmentation)}.{nameof(a.Signal)}", "sign or heldOut");
        if (a.Signal == OverfittingSignal.HeldOut && (HoldOut.Share(o.HoldOut, data) == 0 || data.CountPerClass().All(n => n < HoldOut.SmallestClass)))
            throw new OptionException("No image is held out that could tell how far the discriminator overfits.",
                $"The option {nameof(o.AdaptiveAugmentation)}.{nameof(a.Signal)} is heldOut; the data is '{data.Origin}'.",
                $"Raise {nameof(o.HoldOut)}, which takes from classes of {HoldOut.SmallestClass} images or more, or use the signal sign.");
        if (o.Augmentation != AugmentationPolicy.None)
            throw new OptionException("Images can be changed by a policy or adaptively, not both.",
                $"The options {nameof(o.Augmentation)} and {nameof(o.AdaptiveAugmentation)} are both set.",
                $"Leave one of them out: {nameof(o.Augmentation)} for runs of some thousand steps, {nameof(o.AdaptiveAugmentation)} for longer ones.");
        if (o.AugmentationStart > 0)
            throw new OptionException("Adaptive augmentation finds its own start.",
                $"The options {nameof(o.AugmentationStart)} and {nameof(o.AdaptiveAugmentation)} are both set.", $"Leave {nameof(o.AugmentationStart)} at 0.");
    }

    private static void Check(PseudoRealOptions p, TrainingOptions o, ILabelledImageSource data)
    {
        CheckControl(p.Target, p.ThousandImages, p.Cap, p.AdjustEvery, nameof(o.PseudoReals));
        if (data.Labels.Count < o.BatchSize)
            throw new OptionException($"There are too few images to pass generated ones off as real: {data.Labels.Count}, for batches of {o.BatchSize}.",
                $"The option {nameof(o.PseudoReals)} is set; the data is '{data.Origin}'.", $"Leave {nameof(o.PseudoReals)} out, or use smaller batches.");
    }

    private static void Check(LeCamOptions l)
    {
        Within(l.Weight > 0 && double.IsFinite(l.Weight), l.Weight, $"{nameof(TrainingOptions.LeCam)}.{nameof(l.Weight)}", "a number greater than 0");
        Within(l.Decay is >= 0 and < 1, l.Decay, $"{nameof(TrainingOptions.LeCam)}.{nameof(l.Decay)}", "a number in [0, 1)");
        AtLeast(l.Start, 0, $"{nameof(TrainingOptions.LeCam)}.{nameof(l.Start)}");
    }

    private static void Check(ConsistencyOptions c)
    {
        const string Option = nameof(TrainingOptions.Consistency);
        Weight(c.RealWeight, $"{Option}.{nameof(c.RealWeight)}");
        Weight(c.FakeWeight, $"{Option}.{nameof(c.FakeWeight)}");
        Weight(c.LatentDiscriminatorWeight, $"{Option}.{nameof(c.LatentDiscriminatorWeight)}");
        Weight(c.LatentGeneratorWeight, $"{Option}.{nameof(c.LatentGeneratorWeight)}");
        Within(c.LatentRadius > 0 && double.IsFinite(c.LatentRadius), c.LatentRadius, $"{Option}.{nameof(c.LatentRadius)}", "a number greater than 0");
        if (c.RealWeight + c.FakeWeight + c.LatentDiscriminatorWeight + c.LatentGeneratorWeight == 0) throw Idle(Option, "one of its weights");
    }

    private static void Check(ConditioningRampOptions r, TrainingOptions o, ILabelledImageSource data)
    {
        const string Option = nameof(o.ConditioningRamp);
        AtLeast(r.Start, 0, $"{Option}.{nameof(r.Start)}");
        AtLeast(r.End, r.Start + 1, $"{Option}.{nameof(r.End)}");
        if (r.End >= o.Steps)
            throw new OptionException($"Training would end after {o.Steps} steps, before the networks know the classes at step {r.End}.",
                $"The option is {Option}.{nameof(r.End)}.", $"Lower it, or train for more {nameof(o.Steps)}.");
        if (data.Classes.Count == 1)
            throw new OptionException("There is only one class to be told of.", $"The option {Option} is set; the data is '{data.Origin}'.",
                $"Leave {Option} out.");
    }

    private static void CheckControl(double target, double thousandImages, double cap, int adjustEvery, string option)
    {
        Within(target is > -1 and < 1, target, $"{option}.Target", "a number between -1 and 1");
        Within(thousandImages > 0 && double.IsFinite(thousandImages), thousandImages, $"{option}.ThousandImages", "a number greater than 0");
        Within(cap is > 0 and < 1, cap, $"{option}.Cap", "a number between 0 and 1");
        AtLeast(adjustEvery, 1, $"{option}.AdjustEvery");
    }

    private static void Weight(double weight, string option) => Within(weight >= 0 && double.IsFinite(weight), weight, option, "a number of at least 0");

    private static OptionException Idle(string option, string what) =>
        new($"{option} is asked for but does nothing.", "All its weights are 0.", $"Give {what}, or leave {option} out.");
}
