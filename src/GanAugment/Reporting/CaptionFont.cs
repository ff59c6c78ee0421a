using System.Text;

namespace GanAugment.Reporting;

/// <summary>The bitmap font of captions. It is part of the library, so that a sheet has the same bytes wherever it is drawn.</summary>
internal static class CaptionFont
{
    /// <summary>Rows of a glyph: capitals stand in the first nine, the last three hang below the line.</summary>
    public const int Height = 12;

    /// <summary>From the top of one line to the top of the next.</summary>
    public const int LineHeight = 15;

    /// <summary>The rows of capitals and digits.</summary>
    public const int CapitalHeight = 9;

    /// <summary>The space that keeps two words on one line.</summary>
    public const char NoBreak = '\u00A0';

    private const int Spacing = 1, SpaceWidth = 3;
    private const string Ellipsis = "…";

    private static readonly Dictionary<Rune, bool[,]> Glyphs = Read();
    private static readonly bool[,] Unknown = Glyphs[Rune.ReplacementChar];

    /// <summary>The ink of a character: [Height, width].</summary>
    public static bool[,] Glyph(Rune character) => Glyphs.GetValueOrDefault(character, Unknown);

    /// <summary>The width of a line in pixels.</summary>
    public static int Width(string line)
    {
        int width = 0;
        foreach (Rune character in line.EnumerateRunes()) width += Advance(character);
        return Math.Max(0, width - Spacing);
    }

    /// <summary>From the left of a character to the left of the next.</summary>
    public static int Advance(Rune character) => Glyph(character).GetLength(1) + Spacing;

    /// <summary>The line, or as much of its beginning as fits with an ellipsis.</summary>
    public static string Fit(string line, int width)
    {
        if (Width(line) <= width) return line;
        Rune[] characters = [.. line.EnumerateRunes()];
        for (int kept = characters.Length - 1; kept > 0; kept--)
        {
            string shorter = string.Concat(characters[..kept]).TrimEnd() + Ellipsis;
            if (Width(shorter) <= width) return shorter;
        }

        return Width(Ellipsis) <= width ? Ellipsis : "";
    }

    /// <summary>Breaks a text at its line ends and, where a line is too wide, between words; a word that is too wide is cut with an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (string paragraph in text.Split('\n'))
        {
            string line = "";
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                string longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && Width(longer) > width)
                {
                    lines.Add(Fit(line, width));
                    longer = word;
                }

                line = longer;
            }

            lines.Add(Fit(line, width));
        }

        return lines;
    }

    // The file explains itself: bands of glyphs, each the characters and then their rows.
    private static Dictionary<Rune, bool[,]> Read()
    {
        const string Name = "GanAugment.Reporting.CaptionFont.txt";
        using var reader = new StreamReader(typeof(CaptionFont).Assembly.GetManifestResourceStream(Name)!, Encoding.UTF8);
        var space = new bool[Height, SpaceWidth];
        var glyphs = new Dictionary<Rune, bool[,]> { [new Rune(' ')] = space, [new Rune(NoBreak)] = space };
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal)) continue;
            Rune[] characters = [.. Fields(line).Select(field => Rune.GetRuneAt(field, 0))];
            string[][] rows = [.. Enumerable.Range(0, Height).Select(_ => Fields(reader.ReadLine()!))]; // [Height][characters]
            for (int i = 0; i < characters.Length; i++)
            {
                var ink = new bool[Height, rows[0][i].Length];
                for (int y = 0; y < Height; y++)
                    for (int x = 0; x < ink.GetLength(1); x++)
                        ink[y, x] = rows[y][i][x] == '#';
                glyphs.Add(characters[i], ink);
            }
        }

        return glyphs;
    }

    private static string[] Fields(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
