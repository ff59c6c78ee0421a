namespace GanAugment.Data;

public sealed class DatasetFingerprintTests : IDisposable
{
    private static readonly ImageShape Shape = new(1, 4, 4);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_same_content_has_the_same_name_whatever_its_format()
    {
        folder.Write("idx/train-images-idx3-ubyte", TestImages.IdxImages(Shape, 2));
        folder.Write("idx/train-labels-idx1-ubyte", TestImages.IdxLabels(0, 1));
        folder.Write("idx/classes.txt", "a\nb\n");
        folder.Write("png/a/0.png", TestImages.Png(Shape, 0));
        folder.Write("png/b/1.png", TestImages.Png(Shape, 1));

        string name = DatasetFingerprint.Compute(DatasetOpener.Open(folder["idx"]));

        Assert.Matches("^[0-9a-f]{64}$", name);
        Assert.Equal(name, DatasetFingerprint.Compute(DatasetOpener.Open(folder["png"])));
    }

    [Fact]
    public void Any_difference_changes_the_name()
    {
        LabelledImageSet[] sets =
        [
            Make(["a", "b"], [0, 1], [1, 2, 3, 4], 2, 1),
            Make(["a", "c"], [0, 1], [1, 2, 3, 4], 2, 1),
            Make(["a", "b", "c"], [0, 1], [1, 2, 3, 4], 2, 1),
            Make(["a", "b"], [1, 0], [1, 2, 3, 4], 2, 1),
            Make(["a", "b"], [0, 1], [1, 2, 3, 5], 2, 1),
            Make(["a", "b"], [0, 1], [1, 2, 3, 4], 1, 2),
            Make(["a", "b"], [0], [1, 2], 2, 1),
        ];

        Assert.Equal(sets.Length, sets.Select(DatasetFingerprint.Compute).Distinct().Count());
    }

    public void Dispose() => folder.Dispose();

    private static LabelledImageSet Make(string[] classes, int[] labels, byte[] pixels, int height, int width)
        => new("test", new ImageShape(1, height, width), new ClassMap(classes), labels, pixels);
}
