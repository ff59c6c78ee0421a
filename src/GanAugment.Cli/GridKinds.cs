using System.CommandLine;
using GanAugment.Editing;
using GanAugment.Generation;

namespace GanAugment.Cli;

/// <summary>The kinds of grids as they are spelled, what they begin with, and which options they take.</summary>
internal static class GridKinds
{
    /// <summary>One kind.</summary>
    /// <param name="Kind">The kind.</param>
    /// <param name="Spelling">As the user writes it.</param>
    /// <param name="Seeds">The seeds when none are given.</param>
    /// <param name="Columns">The columns when no number is given; 0 where it is not for the user to say.</param>
    /// <param name="Options">Its options beside those of every kind.</param>
    public sealed record Entry(GridKind Kind, string Spelling, int Seeds, int Columns, params string[] Options)
    {
        /// <summary>Whether the way between latents can be chosen.</summary>
        public bool HasPath => Kind is GridKind.InterpolateLatents or GridKind.Interpolate;
    }

    /// <summary>A kind that was given, with its way between latents.</summary>
    public sealed record Choice(Entry Kind, LatentPath Path);

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new(GridKind.Classes, "classes", 10, 0),
        new(GridKind.Latents, "latents", 10, 0),
        new(GridKind.Truncation, "truncation", 1, 0),
        new(GridKind.InterpolateLatents, "interpolate-z", 2, 8, "--columns"),
        new(GridKind.InterpolateClasses, "interpolate-y", 1, 8, "--columns"),
        new(GridKind.Interpolate, "interpolate", 2, 8, "--columns"),
        new(GridKind.Direction, "direction", 1, 7, "--columns", "--direction", "--reach"),
        new(GridKind.Neighbours, "neighbours", 1, 5, "--columns", "--neighbours", "--held-out"),
    ];

    /// <summary>Creates the option <c>--kind</c>; null when it is not given.</summary>
    public static Option<Choice?> Create()
    {
        var option = new Option<Choice?>("--kind")
        {
            Description = $"What to draw: {Spellings}. classes when not given; direction or neighbours where an option of theirs is. " +
                "interpolate-z and interpolate go a spherical way; interpolate-z:linear or :renormalized another.",
            HelpName = "KIND",
            CustomParser = argument =>
            {
                string[] words = argument.Tokens[0].Value.Split(':');
                Entry? found = All.FirstOrDefault(entry => entry.Spelling == words[0]);
                LatentPath path = default;
                bool isWay = words.Length == 1 || (words.Length == 2 && found?.HasPath == true && char.IsAsciiLetter(words[1].FirstOrDefault())
                    && Enum.TryParse(words[1], ignoreCase: true, out path));
                if (found is not null && isWay) return new Choice(found, path);
                argument.AddError(found is null ? $"'{words[0]}' is no kind of grid. Give one of {Spellings}."
                    : $"'{argument.Tokens[0].Value}' is no kind of grid. interpolate-z and interpolate take :spherical, :linear or :renormalized.");
                return null;
            },
        };
        option.CompletionSources.Add([.. All.Select(entry => entry.Spelling)]);
        return option;
    }

    private static string Spellings => string.Join(", ", All.Select(entry => entry.Spelling));

    /// <summary>The kind that is meant, given or told by an option that one kind alone has.</summary>
    /// <param name="given">The value of <c>--kind</c>, or null.</param>
    /// <param name="options">The names of the options that were given.</param>
    /// <exception cref="OptionException">An option belongs to other kinds.</exception>
    public static Entry Choose(Entry? given, IReadOnlyCollection<string> options)
    {
        Entry kind = given
            ?? All.FirstOrDefault(entry => options.Any(option => entry.Options.Contains(option) && All.Count(other => other.Options.Contains(option)) == 1))
            ?? All[0];
        foreach (string option in options)
        {
            string[] takers = [.. All.Where(entry => entry.Options.Contains(option)).Select(entry => entry.Spelling)];
            if (takers.Length > 0 && !kind.Options.Contains(option))
                throw new OptionException($"A grid of the kind {kind.Spelling} has no use for {option}.", $"It is for {string.Join(", ", takers)}.",
                    "Leave it out, or give one of these with --kind.");
        }

        return kind;
    }
}
