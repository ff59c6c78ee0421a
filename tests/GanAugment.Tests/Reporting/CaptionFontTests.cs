using System.Text;
using GanAugment.Reporting;

namespace GanAugment.Tests.Reporting;

public class CaptionFontTests
{
    [Fact]
    public void Every_printable_ascii_character_has_a_glyph_of_its_own()
    {
        string[] drawn = [.. Enumerable.Range(0x20, 0x5F).Append(0xFFFD).Select(c => Art((char)c))];
        Assert.Equal(drawn.Length, drawn.Distinct().Count());
        Assert.All(drawn.Skip(1), art => Assert.Contains('#', art));
    }

    [Fact]
    public void Other_characters_are_drawn_as_the_replacement_one_glyph_each()
    {
        Assert.Equal(Art('\uFFFD'), Art('é'));
        Assert.Equal(2 * CaptionFont.Width("\uFFFD") + 1, CaptionFont.Width("字🙂"));
    }

    [Fact]
    public void A_line_is_as_wide_as_its_glyphs_and_the_gaps_between() =>
        Assert.Equal(6 + 1 + 1 + 1 + 3, CaptionFont.Width("AiI"));

    [Theory]
    [InlineData("Ankle boot", 100, "Ankle boot")]
    [InlineData("Ankle boot", 40, "Ankle…")]
    [InlineData("Ankle boot", 3, "")]
    public void What_does_not_fit_ends_with_an_ellipsis(string line, int width, string fitted)
    {
        Assert.Equal(fitted, CaptionFont.Fit(line, width));
        Assert.InRange(CaptionFont.Width(CaptionFont.Fit(line, width)), 0, width);
    }

    [Fact]
    public void Text_breaks_at_line_ends_and_between_words()
    {
        Assert.Equal(["threshold", "0.5"], CaptionFont.Wrap("threshold 0.5", 60));
        Assert.Equal(["threshold 0.5"], CaptionFont.Wrap("threshold 0.5", 90));
        Assert.Equal(["A", "seed 0"], CaptionFont.Wrap("A\nseed 0", 90));
        Assert.Equal(["to", "immeasu…", "end"], CaptionFont.Wrap("to immeasurable end", 50));
        Assert.Equal(["a", "b\u00A0c"], CaptionFont.Wrap("a b\u00A0c", CaptionFont.Width("a b")));
    }

    private static string Art(char character)
    {
        bool[,] glyph = CaptionFont.Glyph(new Rune(character));
        var text = new StringBuilder();
        for (int y = 0; y < CaptionFont.Height; y++)
        {
            for (int x = 0; x < glyph.GetLength(1); x++) text.Append(glyph[y, x] ? '#' : '.');
            text.Append('\n');
        }

        return text.ToString();
    }
}
