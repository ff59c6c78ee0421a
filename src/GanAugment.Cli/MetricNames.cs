using System.CommandLine;
using GanAugment.Evaluation;

namespace GanAugment.Cli;

/// <summary>The option <c>--metrics</c>: names with commas between.</summary>
internal static class MetricNames
{
    /// <summary>The name that trains a classifier on generated images, which is no metric of the images alone.</summary>
    public const string Cas = "cas";

    private static readonly Dictionary<string, EvaluationMetrics> Known = new(StringComparer.Ordinal)
    {
        ["fid"] = EvaluationMetrics.Frechet,
        ["kid"] = EvaluationMetrics.Kernel,
        ["prdc"] = EvaluationMetrics.Manifold,
        ["classes"] = EvaluationMetrics.Classes,
        ["classifier"] = EvaluationMetrics.Classifier,
        ["copies"] = EvaluationMetrics.Copies,
        [Cas] = EvaluationMetrics.None,
    };

    /// <summary>Creates the option.</summary>
    public static Option<string[]> Create() => new("--metrics")
    {
        Description = "Which, with commas between; all but cas when not given. fid, kid, prdc (precision, recall, density, coverage), "
            + "classes (each class alone), classifier (its score and GAN-test), copies, cas (train a classifier on synthetic images, test on --holdout).",
        HelpName = string.Join(',', Known.Keys),
        CustomParser = argument =>
        {
            string[] names = [.. argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))];
            if (names.FirstOrDefault(name => !Known.ContainsKey(name)) is { } unknown)
                argument.AddError($"There is no metric '{unknown}'. Give some of {string.Join(", ", Known.Keys)}.");
            return names;
        },
        DefaultValueFactory = _ => [.. Known.Keys.Where(name => name != Cas)],
    };

    /// <summary>The metrics of known names.</summary>
    public static EvaluationMetrics Of(IEnumerable<string> names) => names.Aggregate(EvaluationMetrics.None, (all, name) => all | Known[name]);
}
