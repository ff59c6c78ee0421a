using GanAugment.Data;
using GanAugment.Reporting;
using GanAugment.Tests.Generation;
using SkiaSharp;

namespace GanAugment.Tests.Reporting;

public class ContactSheetTests
{
    [Fact]
    public void Images_stand_in_their_row_and_column()
    {
        var sheet = new ContactSheet(new ImageShape(1, 2, 3), gap: 1);
        sheet.AddRow([10, 10, 10, 10, 10, 10, 20, 20, 20, 20, 20, 20]);
        sheet.AddRow(new byte[] { 30, 30, 30, 30, 30, 31 });
        using SKBitmap picture = SKBitmap.Decode(sheet.ToPng());
        Assert.Equal((9, 7), (picture.Width, picture.Height));
        Assert.Equal((10, 20, 30, 31), (Gray(picture, 1, 1), Gray(picture, 5, 1), Gray(picture, 1, 4), Gray(picture, 3, 5)));
        Assert.Equal((128, 128, 128), (Gray(picture, 0, 0), Gray(picture, 4, 1), Gray(picture, 5, 4)));
    }

    [Fact]
    public void Scaling_repeats_pixels()
    {
        var sheet = new ContactSheet(new ImageShape(1, 1, 2), gap: 0, scale: 3);
        sheet.AddRow(new byte[] { 0, 255 });
        using SKBitmap picture = SKBitmap.Decode(sheet.ToPng());
        Assert.Equal((6, 3), (picture.Width, picture.Height));
        Assert.Equal((0, 255), (Gray(picture, 2, 2), Gray(picture, 3, 2)));
    }

    [Fact]
    public void A_data_sets_sheet_has_one_row_per_class()
    {
        var data = new LabelledImageSet("test", new ImageShape(1, 1, 1), new ClassMap(["a", "b"]), [1, 0, 1, 1], new byte[] { 1, 2, 3, 4 });
        using SKBitmap picture = SKBitmap.Decode(ContactSheet.OfData(data, perClass: 2).ToPng());
        Assert.Equal((2, 1, 3), (Gray(picture, 2, 2), Gray(picture, 2, 5), Gray(picture, 5, 5)));
    }

    [Fact]
    public void A_captioned_sheet_of_data_names_its_classes_and_leaves_some_of_too_many_out()
    {
        var classes = new ClassMap(Enumerable.Range(0, 100).Select(i => $"class {i}"));
        var data = new LabelledImageSet("test", new ImageShape(1, 8, 8), classes, [.. Enumerable.Range(0, 100)], new byte[6400]);
        IReadOnlyList<SheetRow> rows = ContactSheet.OfData(data, perClass: 2, new SheetPage { Header = ["Training images"] }).Rows;
        Assert.Equal((20, "class 0", "class 99"), (rows.Count, rows[0].Caption, rows[^1].Caption));
        Assert.Equal(100, ContactSheet.OfData(data, perClass: 2).RowCount);
    }

    [Theory]
    [InlineData(3, 512, 3)]
    [InlineData(1000, 28, 20)]
    [InlineData(1000, 256, 12)]
    [InlineData(1000, 1024, 4)]
    public void An_overview_shows_all_classes_or_some_at_even_distances(int classes, int side, int shown)
    {
        int[] places = ShownClasses.Of(classes, new ImageShape(3, side, side), 10);
        Assert.Equal((shown, 0, classes - 1), (places.Length, places[0], places[^1]));
        Assert.Equal(places.Distinct().Order(), places);
    }

    [Fact]
    public void A_generators_sheet_is_the_same_every_time_and_changes_with_the_seed()
    {
        using var generator = new LinearGenerator();
        byte[] once = ContactSheet.OfGenerator(generator, 5, seed: 1).ToPng();
        Assert.Equal(once, ContactSheet.OfGenerator(generator, 5, seed: 1).ToPng());
        Assert.NotEqual(once, ContactSheet.OfGenerator(generator, 5, seed: 2).ToPng());
    }

    [Theory]
    [InlineData(SheetTheme.Light, 255)]
    [InlineData(SheetTheme.Dark, 24)]
    public void Captions_stand_around_images_that_stay_as_they_are(SheetTheme theme, int ground)
    {
        ContactSheet sheet = Captioned(theme);
        using SKBitmap picture = SKBitmap.Decode(sheet.ToPng());
        Assert.Equal(ground, Gray(picture, 0, 0));
        Assert.Equal(ground, Gray(picture, picture.Width - 1, picture.Height - 1));
        (int X, int Y)[] found = [.. new[] { 101, 102, 103, 104 }.Select(level => Corner(picture, level))];
        // Two rows and two columns of 20 × 20 blocks, and the second column apart from the first.
        Assert.Equal((found[0].Y, found[2].Y), (found[1].Y, found[3].Y));
        Assert.Equal((found[0].X, found[1].X), (found[2].X, found[3].X));
        Assert.Equal(20 + 4 + 10, found[1].X - found[0].X);
        foreach (var (x, y) in found)
        {
            int level = Gray(picture, x, y);
            for (int i = 0; i < 400; i++) Assert.Equal(level, Gray(picture, x + i % 20, y + i / 20));
        }

        // Left of, above and below the images there is ink.
        Assert.True(Inked(picture, ground, 0, found[0].Y, found[0].X - 2, found[0].Y + 20));
        Assert.True(Inked(picture, ground, found[0].X, 0, found[0].X + 20, found[0].Y - 2));
        Assert.True(Inked(picture, ground, found[0].X, found[0].Y + 22, found[0].X + 20, found[2].Y - 2));
        Assert.False(Inked(picture, ground, found[1].X, found[1].Y + 22, found[1].X + 20, found[3].Y - 2));
        Assert.True(Inked(picture, ground, 0, found[2].Y + 30, picture.Width, picture.Height));
    }

    [Fact]
    public void A_sheet_has_the_same_bytes_every_time() => Assert.Equal(Captioned(SheetTheme.Light).ToPng(), Captioned(SheetTheme.Light).ToPng());

    [Fact]
    public void Metadata_stand_in_the_file()
    {
        ContactSheet sheet = Captioned(SheetTheme.Light);
        sheet.Metadata = [new("Comment", "seeds 0-9")];
        Assert.Equal(sheet.Metadata, PngText.Read(sheet.ToPng()));
    }

    [Fact]
    public void Transparent_images_stand_on_a_chequered_ground_of_a_captioned_sheet()
    {
        var sheet = new ContactSheet(new ImageShape(4, 1, 2), gap: 0, scale: 4);
        sheet.AddRow([10, 10, 20, 20, 30, 30, 0, 255], "caption");
        using SKBitmap picture = SKBitmap.Decode(sheet.ToPng());
        SKColor opaque = picture.GetPixel(picture.Width - 15, 15), clear = picture.GetPixel(picture.Width - 19, 15);
        Assert.Equal((10, 20, 30, 255), (opaque.Red, opaque.Green, opaque.Blue, opaque.Alpha));
        Assert.True(clear.Red == clear.Blue && clear.Red > 200 && clear.Alpha == 255);
    }

    [Fact]
    public void A_picture_too_large_for_other_programs_is_refused()
    {
        var sheet = new ContactSheet(new ImageShape(1, 10, 10), gap: 0, scale: 1000);
        sheet.AddRow(new byte[2 * 100]);
        Assert.Contains("20000×10000", Assert.Throws<OptionException>(sheet.ToPng).Message);
    }

    private static ContactSheet Captioned(SheetTheme theme)
    {
        var sheet = new ContactSheet(new ImageShape(1, 5, 5), gap: 1, scale: 4)
        {
            Theme = theme, Header = ["A title", "and a line below it"], ColumnCaptions = ["one", "two"], Footer = ["The end"], ColumnBreaks = [1],
        };
        sheet.AddRow([.. Enumerable.Repeat((byte)101, 25), .. Enumerable.Repeat((byte)102, 25)], "first", ["12.3"]);
        sheet.AddRow([.. Enumerable.Repeat((byte)103, 25), .. Enumerable.Repeat((byte)104, 25)], "second", apart: true);
        return sheet;
    }

    private static (int X, int Y) Corner(SKBitmap picture, int level)
    {
        for (int y = 0; y < picture.Height; y++)
            for (int x = 0; x < picture.Width; x++)
                if (Gray(picture, x, y) == level) return (x, y);
        return (-1, -1);
    }

    private static bool Inked(SKBitmap picture, int ground, int left, int top, int right, int bottom)
    {
        for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++)
                if (Gray(picture, x, y) != ground) return true;
        return false;
    }

    private static int Gray(SKBitmap picture, int x, int y) => picture.GetPixel(x, y).Red;
}
