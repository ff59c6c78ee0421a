using GanAugment.Data;
using GanAugment.Editing;
using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Reporting;
using GanAugment.Tests.Generation;

namespace GanAugment.Tests.Editing;

public sealed class NeighbourSheetTests : IDisposable
{
    private readonly LinearGenerator generator = new();
    private readonly GridPlan plan;
    private readonly byte[] drawn;

    public NeighbourSheetTests()
    {
        plan = GridPlan.ForNeighbours(generator.Manifest, [0, 1], [0, 1]);
        drawn = [.. plan.Draw(generator).SelectMany(row => row)];
    }

    public void Dispose() => generator.Dispose();

    [Fact]
    public void A_copied_training_image_is_found_at_distance_0()
    {
        byte[] training = Noise(40, 1);
        drawn.AsSpan(2 * 16, 16).CopyTo(training.AsSpan(33 * 16));
        NeighbourSheet sheet = NeighbourSheet.Of(generator, plan, Source(training), null, 3, new SheetPage());
        Assert.Equal(new Neighbour(33, 0), sheet.Rows[2].Nearest[0]);
        Assert.Equal(("class 1", 0L), (sheet.Rows[2].Class, sheet.Rows[2].Seed));
        Assert.All(sheet.Rows, row => Assert.Equal(3, row.Nearest.Count));
        Assert.Null(sheet.Baseline);
        Assert.Equal(["generated", "nearest", "2nd", "3rd"], sheet.Sheet.ColumnCaptions);
        Assert.Equal([.. drawn[32..48], .. drawn[32..48]], sheet.Sheet.Rows[2].Images[..32]);
        Assert.Equal(["", "odd\n0.0"], sheet.Sheet.Rows[2].ImageCaptions.Take(2));
    }

    [Fact]
    public void Held_out_images_tell_which_distance_is_near()
    {
        byte[] training = Noise(40, 1), heldOut = Noise(30, 2);
        drawn.AsSpan(0, 16).CopyTo(training.AsSpan(5 * 16));
        drawn.AsSpan(16, 16).CopyTo(heldOut.AsSpan(7 * 16));
        NeighbourSheet sheet = NeighbourSheet.Of(generator, plan, Source(training), Source(heldOut), 2, new SheetPage { Footer = ["end"] });
        Assert.Equal(new Neighbour(7, 0), sheet.Rows[1].HeldOut);
        double[] expected = [.. NearestImages.ByPixels(Source(training), heldOut, 1).Select(list => list[0].Distance)];
        Assert.Equal(NeighbourBaseline.Of(expected), sheet.Baseline);
        Assert.Contains(sheet.Sheet.Footer, line => line.Contains("1 of 4 below"));
        Assert.Equal("end", sheet.Sheet.Footer[^1]);
        Assert.Equal(["generated", "nearest", "2nd", "held out"], sheet.Sheet.ColumnCaptions);
    }

    [Fact]
    public void Fewer_training_images_than_asked_for_leave_no_hole()
    {
        NeighbourSheet sheet = NeighbourSheet.Of(generator, plan, Source(Noise(2, 1)), Source(Noise(1, 2)), 5, new SheetPage());
        Assert.Equal(["generated", "nearest", "2nd", "held out"], sheet.Sheet.ColumnCaptions);
        Assert.All(sheet.Sheet.Rows, row => Assert.Equal(4 * 16, row.Images.Length));
    }

    [Fact]
    public void Data_of_another_shape_is_refused()
    {
        var other = new LabelledImageSet("other", new ImageShape(3, 4, 4), new ClassMap(["a"]), [0], new byte[48]);
        Assert.Contains("3×4×4", Assert.Throws<DatasetException>(() => NeighbourSheet.Of(generator, plan, other, null, 1, new SheetPage())).Message);
    }

    private static LabelledImageSet Source(byte[] pixels) =>
        new("test", new ImageShape(1, 4, 4), new ClassMap(["even", "odd"]), [.. Enumerable.Range(0, pixels.Length / 16).Select(i => i % 2)], pixels);

    private static byte[] Noise(int images, int seed)
    {
        var bytes = new byte[images * 16];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
