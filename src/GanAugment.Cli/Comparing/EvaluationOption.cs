using System.Globalization;
using GanAugment.Data;
using GanAugment.Transforms.Comparison;

namespace GanAugment.Cli.Comparing;

/// <summary>The option <c>--test</c>: <c>[NAME=]DATA</c>, or <c>shifted:PIXELS</c> and <c>noisy:LEVELS</c> for the first set made harder.</summary>
internal static class EvaluationOption
{
    private const string Shifted = "shifted:", Noisy = "noisy:";

    /// <summary>Opens the sets; without any, the test part of the training data's set.</summary>
    /// <param name="texts">What was given.</param>
    /// <param name="data">The training data as it was given.</param>
    /// <param name="error">Receives progress.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="OptionException">Nothing can be judged on.</exception>
    public static IReadOnlyList<EvaluationSet> Open(IReadOnlyList<string> texts, string data, TextWriter error, CancellationToken cancellation)
    {
        var sets = new List<EvaluationSet>();
        if (texts.All(IsDerived)) sets.Add(new EvaluationSet("test", DataSelection.Open("--data", data, DatasetSplit.Test, error, cancellation)));
        sets.AddRange(texts.Where(text => !IsDerived(text)).Select(text =>
        {
            int sign = Path.Exists(text) ? -1 : text.IndexOf('=');
            string name = sign > 0 ? text[..sign] : "test", what = sign > 0 ? text[(sign + 1)..] : text;
            return new EvaluationSet(name, Judged("--test", what, error, cancellation));
        }));
        sets.AddRange(texts.Where(IsDerived).Select(text => Derived(text, sets[0].Images)));
        return sets;
    }

    /// <summary>Opens images that were given to judge on: the test part, or all of what has no parts, whatever its name is. That they are no training images
    /// is checked image by image.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="text">What was given.</param>
    /// <param name="error">Receives progress.</param>
    /// <param name="cancellation">Stops a download.</param>
    public static ILabelledImageSource Judged(string option, string text, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            return DataSelection.Open(option, text, DatasetSplit.Test, error, cancellation);
        }
        catch (DatasetException) when (Path.Exists(text) && !Directory.Exists(Path.Combine(text, "train")))
        {
            return DataSelection.Open(option, text, DatasetSplit.Train, error, cancellation);
        }
    }

    private static bool IsDerived(string text) =>
        !Path.Exists(text) && (text.StartsWith(Shifted, StringComparison.Ordinal) || text.StartsWith(Noisy, StringComparison.Ordinal));

    private static EvaluationSet Derived(string text, ILabelledImageSource first)
    {
        bool shifted = text.StartsWith(Shifted, StringComparison.Ordinal);
        string number = text[(shifted ? Shifted : Noisy).Length..];
        if (shifted && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int pixels))
            return new EvaluationSet($"shifted by {pixels}", new ShiftedImages(first, pixels));
        if (!shifted && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double levels))
            return new EvaluationSet(FormattableString.Invariant($"noise {levels:0.##}"), new NoisyImages(first, levels));
        throw new OptionException($"'{text}' names no images.", "It was given with --test.", "Give for example shifted:2 or noisy:25.");
    }
}
