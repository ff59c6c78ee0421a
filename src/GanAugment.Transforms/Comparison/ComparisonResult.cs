using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Generation;

namespace GanAugment.Transforms.Comparison;

/// <summary>The outcome of a comparison, with what is needed to judge and repeat it.</summary>
public sealed record ComparisonResult
{
    /// <summary>The version of this document's format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Where the training images came from, and their fingerprint.</summary>
    public required DataProvenance Training { get; init; }

    /// <summary>Where the test images came from, and their fingerprint.</summary>
    public required DataProvenance Test { get; init; }

    /// <summary>The generator's own description.</summary>
    public required GeneratorManifest Generator { get; init; }

    /// <summary>How z was drawn.</summary>
    public required string Truncation { get; init; }

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>The classes in order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The arms in order.</summary>
    public required IReadOnlyList<ArmResult> Arms { get; init; }

    /// <summary>The name of the baseline with the highest mean.</summary>
    public required string BestBaseline { get; init; }

    /// <summary>One sentence for every arm that uses the generator.</summary>
    public IReadOnlyList<string> Verdicts => [.. Arms.Where(a => !a.Arm.IsBaseline && a.AgainstBestBaseline is not null).Select(Sentence)];

    /// <summary>What the intervals cover and what not.</summary>
    public string Caveat =>
        "Intervals are 95 % and cover the draw of duplicates and synthetic images, the classifier's start " +
        $"({Seeds.Count} seed{(Seeds.Count == 1 ? "" : "s")}) and the sample of {Test.Images} test images. " +
        "They do not cover another generator or another choice of training images. The best baseline is chosen on the test images, which favours it.";

    /// <summary>Writes the result as JSON.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");

    private static string Sentence(ArmResult arm)
    {
        PairedDifference d = arm.AgainstBestBaseline!;
        string verdict = d.Verdict switch
        {
            Verdict.Gain => "gain",
            Verdict.Harm => "harm",
            _ when d.HalfWidth is null => "no conclusion from one seed",
            _ => "no measurable gain",
        };
        string none = arm.AgainstNone is { } n ? $"; {n} against doing nothing" : "";
        return FormattableString.Invariant($"{arm.Arm.Name}: {verdict}. {arm.BalancedAccuracy.Mean:0.0} % balanced accuracy, ") +
            $"{d} points against the best baseline, {d.Against}{none}.";
    }

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };
}
