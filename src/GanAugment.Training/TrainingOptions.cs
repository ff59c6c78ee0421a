using System.Text.Json;
using System.Text.Json.Nodes;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Training.Networks;

namespace GanAugment.Training;

/// <summary>What to train and how. The defaults suit a few thousand small images and some minutes on a processor.</summary>
/// <remarks>Immutable; change a copy: <c>new TrainingOptions { Steps = 2000 }</c> or <c>options with { Seed = 1 }</c>.
/// <see cref="Resolve"/> makes every implicit value explicit and checks all of them before any work is done.</remarks>
public sealed partial record TrainingOptions
{
    /// <summary>Fixes weights, latents, labels, the order of images and augmentation.</summary><value>Default 0.</value>
    public long Seed { get; init; }

    /// <summary>Generator updates.</summary><value>Default 1000.</value>
    public int Steps { get; init; } = 1000;

    /// <summary>Images per gradient.</summary><value>Default 32.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>Gradients added up before each update; memory for batch size.</summary><value>Default 1.</value>
    public int Accumulations { get; init; } = 1;

    /// <summary>Discriminator updates per generator update.</summary><value>Default 2: with 1 short runs collapse.</value>
    public int DiscriminatorSteps { get; init; } = 2;

    /// <summary>Adam's learning rate of the generator.</summary><value>Default 0.001.</value>
    public double GeneratorLearningRate { get; init; } = 1e-3;

    /// <summary>Adam's learning rate of the discriminator.</summary><value>Default 0.0004.</value>
    public double DiscriminatorLearningRate { get; init; } = 4e-4;

    /// <summary>Adam's decay of the gradient's mean.</summary><value>Default 0.</value>
    public double AdamBeta1 { get; init; }

    /// <summary>Adam's decay of the gradient's mean square.</summary><value>Default 0.99.</value>
    public double AdamBeta2 { get; init; } = 0.99;

    /// <summary>Added to the root of the mean square.</summary><value>Default 1e-8.</value>
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>The family of the networks.</summary><value>Default BigGAN; the deep family trains slower and has been reported hard to train.</value>
    public BigGanArchitecture Architecture { get; init; }

    /// <summary>H = W of the networks: 32, 64, 128, 256 or 512; smaller images are padded with their background and cropped back in the exported
    /// file.</summary><value>Default null: the smallest that the images fit into.</value>
    public int? Resolution { get; init; }

    /// <summary>Width of the generator, ch in the paper: feature maps have 1 to 16 times as many channels, 4 times at 32×32.</summary>
    /// <value>Default 12: about 160,000 parameters in each network at 32×32.</value>
    public int BaseChannels { get; init; } = 12;

    /// <summary>Width of the discriminator.</summary><value>Default null: as the generator.</value>
    public int? DiscriminatorBaseChannels { get; init; }

    /// <summary>Blocks per stage in both networks of the deep family.</summary><value>Default 2, the paper's.</value>
    public int Depth { get; init; } = 2;

    /// <summary>Whether discriminator blocks are as wide inside as behind them; else as before them, as in SN-GAN.</summary><value>Default true.</value>
    public bool WideDiscriminator { get; init; } = true;

    /// <summary>Z, the length of a latent vector. With <see cref="Hierarchical"/> it is divided into a chunk for the first layer and one per block: a multiple
    /// of 4 at 32×32, of 5 at 64×64 and so on.</summary><value>Default null: 16 for each chunk.</value>
    public int? LatentSize { get; init; }

    /// <summary>Length of the class embedding that all conditional batch norms share; null for a table in each.</summary><value>Default 32.</value>
    public int? SharedEmbedding { get; init; } = 32;

    /// <summary>Whether every block sees its own chunk of the latent vector.</summary><value>Default true.</value>
    public bool Hierarchical { get; init; } = true;

    /// <summary>The size of the generator's feature map that attends to itself, from 8 up to the resolution.</summary><value>Default null: none.</value>
    public int? GeneratorAttention { get; init; }

    /// <summary>The size of the discriminator's feature map that attends to itself: 16 at 32×32, half the resolution or less above.</summary>
    /// <value>Default null: none.</value>
    public int? DiscriminatorAttention { get; init; }

    /// <summary>Whether the generator is spectrally normalised.</summary><value>Default false: it slows short runs down.</value>
    public bool GeneratorSpectralNorm { get; init; }

    /// <summary>Whether the discriminator is spectrally normalised.</summary><value>Default true.</value>
    public bool DiscriminatorSpectralNorm { get; init; } = true;

    /// <summary>How weights begin.</summary><value>Default orthogonal.</value>
    public WeightInitialization Initialization { get; init; }

    /// <summary>The smallest norm that the power iteration of spectral norm divides by.</summary><value>Default 1e-6.</value>
    public double SpectralNormEpsilon { get; init; } = 1e-6;

    /// <summary>Added to the variance in conditional batch norms.</summary><value>Default 1e-5.</value>
    public double BatchNormEpsilon { get; init; } = 1e-5;

    /// <summary>Added to the variance in the batch norm before the output.</summary><value>Default 1e-5, whatever the conditional ones use.</value>
    public double OutputNormEpsilon { get; init; } = 1e-5;

    /// <summary>What training begins with: networks that know something already.</summary><value>Default null: nothing but the seed.</value>
    public InitialGeneratorOptions? InitialGenerator { get; init; }

    /// <summary>Decay of the running average of the generator's weights, which is what samples are made with.</summary><value>Default 0.995.</value>
    public double AverageDecay { get; init; } = 0.995;

    /// <summary>The step from which the average averages; before it, it copies.</summary><value>Default 100.</value>
    public int AverageStart { get; init; } = 100;

    /// <summary>What the discriminator's inputs go through.</summary><value>Default none: short runs end before the discriminator overfits.</value>
    public AugmentationPolicy Augmentation { get; init; }

    /// <summary>The step from which <see cref="Augmentation"/> is applied.</summary><value>Default 0.</value>
    public int AugmentationStart { get; init; }

    /// <summary>What discriminator and generator play for.</summary><value>Default the hinge, BigGAN's.</value>
    public AdversarialLoss Loss { get; init; }

    /// <summary>Whether half of the real images are shown mirrored.</summary><value>Default false: left and right differ in letters, and in much else.</value>
    public bool Mirror { get; init; }

    /// <summary>Pushes the filters of every layer apart.</summary><value>Default null, off: it serves truncation, at some cost.</value>
    public OrthogonalityOptions? Orthogonality { get; init; }

    /// <summary>Changes what the discriminator sees, the more the more it overfits; instead of <see cref="Augmentation"/>.</summary><value>Default null, off:
    /// it takes long runs to adapt.</value>
    public AdaptiveAugmentationOptions? AdaptiveAugmentation { get; init; }

    /// <summary>Passes generated images off as real, the more the more the discriminator overfits.</summary><value>Default null, off.</value>
    public PseudoRealOptions? PseudoReals { get; init; }

    /// <summary>Holds the discriminator's outputs for reals and fakes together.</summary><value>Default null, off: it begins to pay after a thousand
    /// steps.</value>
    public LeCamOptions? LeCam { get; init; }

    /// <summary>Asks the discriminator to judge copies alike.</summary><value>Default null, off: D costs half as much again.</value>
    public ConsistencyOptions? Consistency { get; init; }

    /// <summary>Tells the networks of classes little by little.</summary><value>Default null: everything from the first step.</value>
    public ConditioningRampOptions? ConditioningRamp { get; init; }

    /// <summary>How classes are drawn.</summary><value>Default uniform.</value>
    public ClassSampling ClassSampling { get; init; }

    /// <summary>The truncation at which the batch statistics of published generators are taken; choose the one you will sample with.</summary><value>Default
    /// none.</value>
    public Truncation StandingTruncation { get; init; }

    /// <summary>How many batches those statistics average.</summary><value>Default 32.</value>
    public int StandingBatches { get; init; } = 32;

    /// <summary>Steps between snapshots, each with a picture and a measurement.</summary><value>Default 100.</value>
    public int SnapshotEvery { get; init; } = 100;

    /// <summary>How many images each measurement makes, spread over the classes, 16 to 512 of each.</summary><value>Default 1024.</value>
    public int MeasuredImages { get; init; } = ClassSamples.DefaultImages;

    /// <summary>A feature network to measure snapshots with beside the run's own probe: what the caller's opener of feature networks understands, such as the
    /// path of an ONNX file.</summary><value>Default null: the probe alone.</value>
    public string? FeatureNetwork { get; init; }

    /// <summary>What snapshots are compared by.</summary><value>Default null: <see cref="SnapshotMeasure.Frechet"/>.</value>
    public SnapshotMeasure? BestBy { get; init; }

    /// <summary>How many of the best snapshots are kept.</summary><value>Default 3.</value>
    public int KeepBest { get; init; } = 3;

    /// <summary>How many of the latest states of training are kept; with fewer than 2 a damaged one would be the end.</summary><value>Default 2.</value>
    public int KeepLatest { get; init; } = 2;

    /// <summary>Share of every class that is kept away from training and shown to the discriminator only to see whether it learns by heart. Classes of fewer than
    /// 50 images keep all of theirs.</summary><value>Default null: 0.02 where a class is large enough, else 0.</value>
    public double? HoldOut { get; init; }

    /// <summary>When the run counts as collapsing, and what happens then.</summary><value>Default: it is said.</value>
    public CollapseAlarm Collapse { get; init; } = new();

    /// <summary>Training steps of the small classifier in whose features snapshots are measured.</summary><value>Default 300: a second or two.</value>
    public int ProbeSteps { get; init; } = 300;

    /// <summary>Steps between lines of statistics and progress reports.</summary><value>Default 10.</value>
    public int ReportEvery { get; init; } = 10;

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary><value>Default null: CUDA where there is a device.</value>
    public string? Device { get; init; }

    /// <summary>How exactly products are computed.</summary><value>Default single precision; anything else needs a CUDA device.</value>
    public Precision Precision { get; init; }

    /// <summary>Threads of the tensor library, for the time of the training.</summary><value>Default null: left as it is.</value>
    public int? Threads { get; init; }

    /// <summary>Makes every implicit value explicit for this data, and checks that training can begin.</summary>
    /// <param name="data">The training images.</param>
    /// <exception cref="OptionException">An option has a value that cannot work.</exception>
    /// <exception cref="DatasetException">The images are too large, or a class has none.</exception>
    public TrainingPlan Resolve(ILabelledImageSource data) => TrainingPlan.Create(this, data);

    /// <summary>Writes the options as JSON.</summary>
    public string ToJson() => TrainingJson.Write(this);

    /// <summary>Reads options from JSON; what is not mentioned keeps its default.</summary>
    /// <param name="json">The document.</param>
    /// <param name="origin">The file it came from, for messages.</param>
    /// <exception cref="OptionException">Not JSON, or an option that does not exist.</exception>
    public static TrainingOptions Parse(string json, string origin) => Parse(json, origin, new TrainingOptions());

    /// <summary>Reads options from JSON; what is not mentioned keeps its value in others, such as a preset's.</summary>
    /// <param name="json">The document. An option that has parts replaces all of them.</param>
    /// <param name="origin">The file it came from, for messages.</param>
    /// <param name="basis">The others.</param>
    /// <exception cref="OptionException">Not JSON, or an option that does not exist.</exception>
    public static TrainingOptions Parse(string json, string origin, TrainingOptions basis)
    {
        try
        {
            JsonObject merged = JsonNode.Parse(basis.ToJson())!.AsObject();
            foreach (var (name, value) in JsonNode.Parse(json) as JsonObject ?? throw new JsonException("the document is no object"))
                merged[name] = value?.DeepClone();
            return TrainingJson.Read<TrainingOptions>(merged.ToJsonString());
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new OptionException($"The training options cannot be read: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", $"They are in '{origin}'.",
                "Mend or remove that entry; option names are those of TrainingOptions.", e);
        }
    }
}
