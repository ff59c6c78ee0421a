using GanAugment.Training.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>What a run's options add to the plain game of D and G, and what of it adapts while training.</summary>
internal sealed class TrainingAids : IDisposable
{
    private static readonly DifferentiableAugment NoAugmentation = new(AugmentationPolicy.None, 0);

    private readonly TrainingOptions options;
    private readonly IAugmentation augmentation;
    private readonly ConditioningRamp? ramp;
    private readonly ProbabilityController? augmentationControl, pseudoRealControl;
    private double fakeMean;

    /// <summary>Creates what the options ask for, at the beginning of training.</summary>
    /// <param name="options">Every value explicit.</param>
    /// <param name="network">The networks that are trained.</param>
    /// <param name="width">W of the images without padding.</param>
    public TrainingAids(TrainingOptions options, BigGanSpec network, int width)
    {
        this.options = options;
        long seed = options.Seed;
        int latentSize = network.LatentSize;
        Loss = LossFunctions.Of(options.Loss);
        augmentation = new DifferentiableAugment(options.Augmentation, seed);
        if (options.AdaptiveAugmentation is { } adaptive)
        {
            augmentationControl = new(adaptive.Target, adaptive.ThousandImages, adaptive.Cap, adaptive.AdjustEvery);
            augmentation = new AdaptiveAugment(adaptive.Operations, () => augmentationControl.Probability, seed);
        }

        if (options.PseudoReals is { } pseudo)
        {
            pseudoRealControl = new(pseudo.Target, pseudo.ThousandImages, pseudo.Cap, pseudo.AdjustEvery);
            PseudoReals = new(() => pseudoRealControl.Probability, latentSize, seed);
        }

        if (options.LeCam is { } leCam) LeCam = new(leCam.Weight, leCam.Decay, leCam.Start);
        if (options.Consistency is { } consistency)
        {
            Consistency = new(consistency.Mirror, seed);
            LatentConsistency = new(consistency.LatentRadius, latentSize, seed);
        }

        if (options.ConditioningRamp is { } told) ramp = new(told.Start, told.End);
        if (options.Mirror) Mirror = new(Batches.Margin(width, network.Resolution), width, seed);
    }

    /// <summary>What the networks play for.</summary>
    public LossFunctions Loss { get; }

    /// <summary>Mirrors reals, or null.</summary>
    public Mirror? Mirror { get; }

    /// <summary>Replaces reals, or null.</summary>
    public PseudoReals? PseudoReals { get; }

    /// <summary>Holds D's outputs together, or null.</summary>
    public LeCam? LeCam { get; }

    /// <summary>Makes copies that D must judge alike, or null.</summary>
    public Consistency? Consistency { get; }

    /// <summary>Makes nearby latents, or null.</summary>
    public LatentConsistency? LatentConsistency { get; }

    /// <summary>λ of real images' copies; 0 for none.</summary>
    public double RealConsistency => options.Consistency?.RealWeight ?? 0;

    /// <summary>λ of generated images' copies; 0 for none.</summary>
    public double FakeConsistency => options.Consistency?.FakeWeight ?? 0;

    /// <summary>λ of nearby latents in D; 0 for none.</summary>
    public double LatentConsistencyOfDiscriminator => options.Consistency?.LatentDiscriminatorWeight ?? 0;

    /// <summary>λ of nearby latents in G; 0 for none.</summary>
    public double LatentConsistencyOfGenerator => options.Consistency?.LatentGeneratorWeight ?? 0;

    /// <summary>How likely each adaptive operation is now; null without adaptive augmentation.</summary>
    public float? AugmentationProbability => augmentationControl?.Probability;

    /// <summary>How likely a real image is replaced now; null without replacements.</summary>
    public float? PseudoRealProbability => pseudoRealControl?.Probability;

    /// <summary>Whether <see cref="HeldOut"/> must be set.</summary>
    public bool AsksHeldOut => options.AdaptiveAugmentation?.Signal == OverfittingSignal.HeldOut;

    /// <summary>Tells from images held out how far D overfits.</summary>
    public HeldOutSignal? HeldOut { private get; set; }

    /// <summary>The state to save; empty where nothing adapts.</summary>
    public IEnumerable<(string Name, Tensor Value)> State =>
    [
        .. augmentationControl?.State("adaptive augmentation") ?? [], .. pseudoRealControl?.State("pseudo reals") ?? [], .. LeCam?.State("lecam") ?? [],
    ];

    /// <summary>What D's inputs go through at a step.</summary>
    public IAugmentation Augmentation(int step) => step >= options.AugmentationStart ? augmentation : NoAugmentation;

    /// <summary>What the networks are told of classes y [N, K] at a step.</summary>
    public Tensor Told(Tensor y, int step) => ramp?.Apply(y, step) ?? y;

    /// <summary>Puts what the networks are told into the embedding of a generator that will be told everything.</summary>
    public void Bake(BigGanGenerator generator, int step)
    {
        if (ramp is null || ramp.At(step) == 1) return;
        using var guard = no_grad();
        foreach (ClassEmbedding embedding in generator.modules().OfType<ClassEmbedding>())
            foreach (Parameter table in embedding.parameters()) table.mul_(ramp.At(step));
    }

    /// <summary>What orthogonal regularisation adds to the generator's gradient, or null.</summary>
    public Action? Regularize(BigGanGenerator generator)
    {
        // By identity: tensors compare by value.
        var shared = new HashSet<Parameter>(generator.Embedding?.parameters() ?? [], ReferenceEqualityComparer.Instance);
        return Regularize(generator.parameters().Where(p => !shared.Contains(p)), options.Orthogonality?.Generator);
    }

    /// <summary>What orthogonal regularisation adds to the discriminator's gradient, or null.</summary>
    public Action? Regularize(BigGanDiscriminator discriminator) => Regularize(discriminator.parameters(), options.Orthogonality?.Discriminator);

    /// <summary>Takes note of what D said of the images it was shown as real, and of generated ones.</summary>
    /// <param name="realLogits">[N, 1].</param>
    /// <param name="fakeLogits">[N, 1].</param>
    public void Observe(Tensor realLogits, Tensor fakeLogits)
    {
        if (augmentationControl is null && pseudoRealControl is null) return;
        using var scope = NewDisposeScope();
        float sign = realLogits.sign().mean().item<float>();
        pseudoRealControl?.Observe(sign, (int)realLogits.shape[0]);
        if (AsksHeldOut) fakeMean = fakeLogits.mean().item<float>();
        else augmentationControl?.Observe(sign, (int)realLogits.shape[0]);
    }

    /// <summary>Adapts.</summary>
    /// <param name="step">Steps done.</param>
    public void EndStep(int step)
    {
        long images = (long)options.DiscriminatorSteps * options.Accumulations * options.BatchSize;
        // The last batch of this step's discriminator gave the mean: nothing to save between steps.
        if (AsksHeldOut && step % options.AdaptiveAugmentation!.AdjustEvery == 0)
            augmentationControl!.Observe(HeldOut!.Measure(step, Augmentation(step - 1), y => Told(y, step - 1), fakeMean), 1);
        augmentationControl?.EndStep(step, images);
        pseudoRealControl?.EndStep(step, images);
    }

    /// <summary>Releases the state.</summary>
    public void Dispose()
    {
        augmentationControl?.Dispose();
        pseudoRealControl?.Dispose();
        LeCam?.Dispose();
    }

    private Action? Regularize(IEnumerable<Parameter> parameters, double? strength)
    {
        if (strength is not > 0) return null;
        Parameter[] kept = [.. parameters];
        return () => OrthogonalRegularization.AddGradient(kept, strength.Value, options.Orthogonality!.Relaxed);
    }
}
