using System.Text.Json.Serialization;

namespace GanAugment.Evaluation;

/// <summary>A measured value that carries how it was measured; two are compared only when that is the same.</summary>
/// <remarks>A Fréchet distance of 5 000 images in one network's features says nothing beside one of 50 000, or of another network: both the level and the
/// order of generators change.</remarks>
public sealed record Figure
{
    /// <summary>What is measured, with its parameters: <c>frechet</c>, <c>kernel100x1000</c>, <c>precisionK3</c>, <c>ece15EqualWidthBins</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The real images it is measured against, for example <c>trainingImages</c> or <c>heldOutImages</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>N, the images on each side; of the class alone where <see cref="Class"/> is set.</summary>
    public required long Count { get; init; }

    /// <summary>The network in whose features or by whose judgement it is measured, weights included; <c>pixels</c> without one.</summary>
    public required string Extractor { get; init; }

    /// <summary>The class whose images alone were measured; null for all classes together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Class { get; init; }

    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>The standard deviation over the parts that the metric averages (splits, subsets); null where it averages none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Deviation { get; init; }

    /// <summary>Metric, reference, N and extractor, as in a run's statistics: <c>frechet.trainingImages.n5000.domain-1a2b3c4d</c>; with a class,
    /// <c>frechet[cat].trainingImages.n500.…</c>.</summary>
    public string Key => FormattableString.Invariant($"{Metric}{(Class is null ? "" : $"[{Class}]")}.{Reference}.n{Count}.{Extractor}");

    /// <summary>This value minus another of the same protocol.</summary>
    /// <param name="other">A figure with the same <see cref="Key"/>.</param>
    /// <exception cref="OptionException">It was measured otherwise.</exception>
    public double Minus(Figure other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Key == other.Key) return Value - other.Value;
        string different = string.Join(", ", new (string Name, object? Mine, object? Other)[]
        {
            ("metric", Metric, other.Metric), ("class", Class, other.Class), ("reference", Reference, other.Reference), ("N", Count, other.Count),
            ("extractor", Extractor, other.Extractor),
        }.Where(p => !Equals(p.Mine, p.Other)).Select(p => FormattableString.Invariant($"{p.Name} {p.Mine ?? "all"} and {p.Other ?? "all"}")));
        throw new OptionException($"Figures measured differently cannot be compared: {different}.", $"They are '{Key}' and '{other.Key}'.",
            "Measure both with the same images, number of images and feature network.");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Key} = {Value:G6}") + (Deviation is { } d ? FormattableString.Invariant($" ± {d:G3}") : "");
}
