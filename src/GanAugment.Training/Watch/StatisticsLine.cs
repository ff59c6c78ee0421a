using System.Text.Json.Serialization;

namespace GanAugment.Training.Watch;

/// <summary>One line of <c>stats.jsonl</c>; docs/run-directory.md explains every key. What does not apply is left out.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed record StatisticsLine
{
    /// <summary>Generator updates done.</summary>
    public required int Step { get; init; }

    /// <summary>Real images shown to the discriminator.</summary>
    public required long ImagesSeen { get; init; }

    /// <summary>Seconds of this session.</summary>
    public required double Seconds { get; init; }

    /// <summary>Real images per second of this session.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>D's loss, mean since the line before.</summary>
    public required double LossD { get; init; }

    /// <summary>G's loss, mean since the line before.</summary>
    public required double LossG { get; init; }

    /// <summary>Mean D(real) − mean D(fake) since the line before.</summary>
    public required double Gap { get; init; }

    /// <summary>How often the run went back.</summary>
    public required int RollBacks { get; init; }

    /// <summary>The probability of adaptive augmentation (ADA).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? AugmentationProbability { get; init; }

    /// <summary>The probability of pseudo reals (APA).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? PseudoRealProbability { get; init; }

    /// <summary>Mean over classes of the diagonal Fréchet distance in the run's own probe.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? FrechetDistance { get; init; }

    /// <summary>Figures by name, protocol, number of images and features.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>The kernel distance of each class under the same kind of key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, float[]>? ClassMetrics { get; init; }

    /// <summary>How varied each class's samples are, as a share of its training images.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassDiversity? Diversity { get; init; }

    /// <summary>D on training images and on held-out ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiscriminatorJudgement? Discriminator { get; init; }

    /// <summary>Class-conditional gains and biases of G.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassGains? ClassGains { get; init; }

    /// <summary>The largest singular value of every weight of both networks.</summary>
    public required IReadOnlyDictionary<string, float> SingularValues { get; init; }

    /// <summary>What the collapse alarm said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Alarm { get; init; }
}
