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
    public void A_generators_sheet_is_the_same_every_time_and_changes_with_the_seed()
    {
        using var generator = new LinearGenerator();
        byte[] once = ContactSheet.OfGenerator(generator, 5, seed: 1).ToPng();
        Assert.Equal(once, ContactSheet.OfGenerator(generator, 5, seed: 1).ToPng());
        Assert.NotEqual(once, ContactSheet.OfGenerator(generator, 5, seed: 2).ToPng());
    }

    private static int Gray(SKBitmap picture, int x, int y) => picture.GetPixel(x, y).Red;
}
