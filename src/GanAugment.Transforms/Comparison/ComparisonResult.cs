using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Generation;

namespace GanAugment.Transforms.Comparison;

/// <summary>The outcome of a comparison, with what is needed to judge and repeat it.</summary>
public sealed record ComparisonResult
{
    /// <summary>The version of this document's format.</summary>
    public int Version { get; init; } = 2;

    /// <summary>The result in a sentence: of the first evaluation set.</summary>
    public string Verdict => Evaluations[0].Sentence;

    /// <summary>Where the training images came from, and their fingerprint.</summary>
    public required DataProvenance Training { get; init; }

    /// <summary>How the training images of a repetition are chosen.</summary>
    public required string Selection { get; init; }

    /// <summary>What settings and the best baseline were chosen on.</summary>
    public required string Validation { get; init; }

    /// <summary>Rows per class to which arms fill classes up, in the first repetition.</summary>
    public required int Target { get; init; }

    /// <summary>The pipeline.</summary>
    public required string Classifier { get; init; }

    /// <summary>The feature network before it; null for pixels.</summary>
    public string? Features { get; init; }

    /// <summary>The generator's own description; of the first repetition's where each has its own.</summary>
    public required GeneratorManifest Generator { get; init; }

    /// <summary>How the generators of the repetitions were trained; null where one serves all.</summary>
    public string? GeneratorTraining { get; init; }

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>The classes in order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The baseline that is best on validation: what the combinations build on. The verdict is against <see cref="EvaluationResult.BestBaseline"/>.
    /// </summary>
    public required string BestBaseline { get; init; }

    /// <summary>The arm that is best on validation among those that use the generator; null where there is none.</summary>
    public required string? Candidate { get; init; }

    /// <summary>Whether validation images alone would have the generator used; null where no arm uses it.</summary>
    public ComparisonGate? Gate { get; init; }

    /// <summary>The rows of the candidate, or else of the best baseline, in the first repetition.</summary>
    public required IReadOnlyList<ClassRows> Plan { get; init; }

    /// <summary>The result on every evaluation set.</summary>
    public required IReadOnlyList<EvaluationResult> Evaluations { get; init; }

    /// <summary>Every setting that was tried.</summary>
    public required IReadOnlyList<SettingResult> Settings { get; init; }

    /// <summary>The arms of the first evaluation set.</summary>
    [JsonIgnore]
    public IReadOnlyList<ArmResult> Arms => Evaluations[0].Arms;

    /// <summary>What truncation does to the samples; empty where no pictures were wanted.</summary>
    public IReadOnlyList<TruncationFigures> Sweep { get; init; } = [];

    /// <summary>Pictures for the report; null where none were wanted.</summary>
    [JsonIgnore]
    public ComparisonPictures? Pictures { get; init; }

    /// <summary>What must be known beside the figures.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What the intervals cover and what not.</summary>
    public required string Caveat { get; init; }

    /// <summary>Name and version of the program.</summary>
    public string Tool { get; init; } = $"GanAugment {typeof(ComparisonResult).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Writes the result as JSON.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteAllText(path, ToJson() + "\n");

    /// <summary>The result as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };
}
