using System.CommandLine;
using GanAugment.Evaluation;

namespace GanAugment.Cli;

/// <summary>The option <c>--max-fd</c>: a Fréchet distance that must not be exceeded, for scripts that go on only with a generator good enough.</summary>
/// <param name="Largest">The largest distance that passes, 0 or more.</param>
internal sealed record DistanceBound(double Largest)
{
    private const string Name = "--max-fd";

    /// <summary>Creates the option.</summary>
    public static Option<double?> Create() => new(Name, "--max-fid")
    {
        Description = "The largest Fréchet distance (FID) to be content with; the exit code is 4 when it is exceeded, and all files are written all the same.",
        HelpName = "D",
    };

    /// <summary>Reads the option.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="metrics">What is measured.</param>
    /// <exception cref="OptionException">It is no distance, or the distance is not measured.</exception>
    public static DistanceBound? Of(double? value, EvaluationMetrics metrics)
    {
        if (value is not { } largest) return null;
        if (!double.IsFinite(largest) || largest < 0)
            throw new OptionException(FormattableString.Invariant($"{largest} is no distance."), $"It was given with {Name}.", "Give a number, 0 or more.");
        return metrics.HasFlag(EvaluationMetrics.Frechet) ? new DistanceBound(largest)
            : throw new OptionException("The distance that is bounded is not measured.", $"{Name} was given, and --metrics without fid.",
                "Add fid to --metrics.");
    }

    /// <summary>What is to be said of a generator that exceeds the bound; null of one within it.</summary>
    public string? Complaint(EvaluationResult result)
    {
        Figure figure = result.Figures.First(figure => figure.Metric is "frechet" or "fid");
        // So that no number at all is no pass.
        return figure.Value <= Largest ? null
            : FormattableString.Invariant($"The Fréchet distance {figure.Value:0.####} exceeds {Largest:0.####}, which {Name} allows. It is '{figure.Key}'. ")
                + "Train longer or with more images, or bound it by what generators of this data reach.";
    }
}
