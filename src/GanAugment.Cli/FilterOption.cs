using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GanAugment.Filtering;
using GanAugment.Transforms;

namespace GanAugment.Cli;

/// <summary>The option <c>--filter</c>: conditions that synthetic images must meet, each a name and what it is told.</summary>
internal static class FilterOption
{
    private const string Forms = "Give near-copy, near-copy:1, manifold:3, discriminator:80 or classifier:FILE.onnx.";

    /// <summary>What a filter is made of: class names, which a classifier's file need not record.</summary>
    internal delegate IImageFilter Maker(IReadOnlyList<string> classes);

    /// <summary>Creates the option; empty or null when it is not given.</summary>
    public static Option<Maker[]?> Create()
    {
        var option = new Option<Maker[]?>("--filter")
        {
            Description = "A condition for images, may be repeated, cheap ones first: near-copy[:P] refuses copies of training images, manifold[:K] what lies " +
                "outside the real images, discriminator[:P] what the discriminator beside the generator finds false, classifier:FILE what an ONNX " +
                "classifier with outputs in the order of the data's classes takes for another class.",
            HelpName = "FILTER",
            CustomParser = argument => [.. argument.Tokens.Select(token => Parse(argument, token.Value)).OfType<Maker>()],
        };
        option.CompletionSources.Add("near-copy", "manifold", "discriminator", "classifier:");
        return option;
    }

    private static Maker? Parse(ArgumentResult argument, string text)
    {
        int colon = text.IndexOf(':');
        string kind = colon < 0 ? text : text[..colon];
        string? value = colon < 0 ? null : text[(colon + 1)..];
        try
        {
            IImageFilter? filter = kind switch
            {
                "near-copy" when value is null => ImageFilters.NearCopy(),
                "near-copy" when Number(value) is { } percentile => ImageFilters.NearCopy(percentile),
                "manifold" when value is null => ImageFilters.WithinManifold(),
                "manifold" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int neighbours) => ImageFilters.WithinManifold(neighbours),
                "discriminator" when value is null => ImageFilters.Discriminator(),
                "discriminator" when Number(value) is { } percentile => ImageFilters.Discriminator(percentile: percentile),
                _ => null,
            };
            if (filter is not null) return _ => filter;
            // Whatever is not the most probable class has less than half of the probability.
            if (kind == "classifier" && value is { Length: > 0 }) return classes => ImageFilters.Classifier(value, classes, lowest: 0.5);
            argument.AddError($"'{text}' is no filter. {Forms}");
        }
        catch (OptionException e)
        {
            argument.AddError(e.Message);
        }

        return null;
    }

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
