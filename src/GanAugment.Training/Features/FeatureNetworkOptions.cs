using System.Text.Json;

namespace GanAugment.Training.Features;

/// <summary>How a small classifier is trained: to score images, and as a feature network of the data's own domain.</summary>
/// <remarks>Immutable; change a copy. With equal <see cref="Steps"/> and <see cref="BatchSize"/> two sets of any size are trained with equally many
/// gradients.</remarks>
public sealed record FeatureNetworkOptions
{
    /// <summary>Updates.</summary><value>Default 2000.</value>
    public int Steps { get; init; } = 2000;

    /// <summary>Images per update.</summary><value>Default 64.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>Adam's learning rate at the start; it falls to 0 along half a cosine.</summary><value>Default 0.001.</value>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Shrinks weights (not biases) by this share of the learning rate at every update (Loshchilov and Hutter 2019).</summary>
    /// <value>Default 0.01.</value>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Channels of the first of three layers; the next have twice and four times as many.</summary><value>Default 16.</value>
    public int Width { get; init; } = 16;

    /// <summary>F, the length of a feature vector.</summary><value>Default 64.</value>
    public int FeatureLength { get; init; } = 64;

    /// <summary>The largest side that the network looks at, 8, 16, 32, 64 or 128 pixels; larger images are averaged down to it.</summary>
    /// <value>Default 32.</value>
    public int LargestSide { get; init; } = 32;

    /// <summary>How classes are drawn for a batch; <see cref="ClassSampling.Uniform"/> is oversampling.</summary><value>Default natural.</value>
    public ClassSampling Sampling { get; init; } = ClassSampling.Natural;

    /// <summary>Shifts every image by up to so many pixels, black coming in.</summary><value>Default 0.</value>
    public int Shift { get; init; }

    /// <summary>Exchanges left and right in every other image.</summary><value>Default false: letters and digits have a side.</value>
    public bool Flip { get; init; }

    /// <summary>α of MixUp (Zhang et al. 2018): images and labels are mixed in pairs, in a proportion of Beta(α, α).</summary><value>Default 0: none.</value>
    public double MixUp { get; init; }

    /// <summary>The share of every label that is spread over all classes (Szegedy et al. 2016).</summary><value>Default 0.</value>
    public double LabelSmoothing { get; init; }

    /// <summary>Fixes weights, the order of images and every change of them.</summary><value>Default 0.</value>
    public long Seed { get; init; }

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary><value>Default <c>cpu</c>.</value>
    public string Device { get; init; } = "cpu";

    /// <summary>Threads of the tensor library, for the time of the training.</summary><value>Default null: left as it is.</value>
    public int? Threads { get; init; }

    /// <summary>Writes the options as JSON.</summary>
    public string ToJson() => TrainingJson.Write(this);

    /// <summary>Reads options from JSON; what is not mentioned keeps its default.</summary>
    /// <param name="json">The document.</param>
    /// <param name="origin">The file it came from, for messages.</param>
    /// <exception cref="OptionException">Not JSON, or an option that does not exist.</exception>
    public static FeatureNetworkOptions Parse(string json, string origin)
    {
        try
        {
            return TrainingJson.Read<FeatureNetworkOptions>(json);
        }
        catch (JsonException e)
        {
            throw new OptionException($"The options of a feature network cannot be read: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}.",
                $"They are in '{origin}'.", "Mend or remove that entry; option names are those of FeatureNetworkOptions.", e);
        }
    }

    /// <summary>Checks every value.</summary>
    internal void Check()
    {
        string? wrong = this switch
        {
            { Steps: < 1 } => $"{nameof(Steps)} is {Steps}, but at least 1 is needed",
            { BatchSize: < 1 } => $"{nameof(BatchSize)} is {BatchSize}, but at least 1 is needed",
            { Width: < 1 or > 1024 } => $"{nameof(Width)} is {Width}, but 1 to 1024 are possible",
            { FeatureLength: < 1 or > 8192 } => $"{nameof(FeatureLength)} is {FeatureLength}, but 1 to 8192 are possible",
            { LargestSide: not (8 or 16 or 32 or 64 or 128) } => $"{nameof(LargestSide)} is {LargestSide}, but 8, 16, 32, 64 or 128 are possible",
            { Shift: < 0 } => $"{nameof(Shift)} is {Shift}, but at least 0 is needed",
            { Threads: < 1 } => $"{nameof(Threads)} is {Threads}, but at least 1 is needed",
            _ when !(LearningRate > 0 && double.IsFinite(LearningRate)) =>
                FormattableString.Invariant($"{nameof(LearningRate)} is {LearningRate}, but it must be positive"),
            _ when !(WeightDecay >= 0 && WeightDecay * LearningRate < 1) =>
                FormattableString.Invariant($"{nameof(WeightDecay)} is {WeightDecay}, but it must be 0 or more, and less than 1 / {nameof(LearningRate)}"),
            _ when !(MixUp >= 0 && double.IsFinite(MixUp)) => FormattableString.Invariant($"{nameof(MixUp)} is {MixUp}, but it must be 0 or more"),
            _ when !(LabelSmoothing is >= 0 and < 1) =>
                FormattableString.Invariant($"{nameof(LabelSmoothing)} is {LabelSmoothing}, but it must be 0 or more, and less than 1"),
            _ => null,
        };
        if (wrong is not null)
            throw new OptionException($"A feature network cannot be trained so: {wrong}.", "The options are those of FeatureNetworkOptions.",
                "Change that value.");
    }
}
