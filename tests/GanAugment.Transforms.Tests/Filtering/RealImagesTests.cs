using GanAugment.Data;
using GanAugment.Transforms.Columns;
using GanAugment.Transforms.Filtering;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests.Filtering;

/// <summary>The training data's images in the generator's shape.</summary>
public sealed class RealImagesTests
{
    private readonly MLContext context = new(1);

    [Fact]
    public void They_are_those_of_the_rows_with_their_classes_and_ids()
    {
        List<Example> rows = Example.List(3, 2, 1);
        IDataView view = context.Data.LoadFromEnumerable(rows);
        RealImages images = Read(view, new ImageShape(1, 4, 4));
        Assert.Equal(rows.Select(row => row.Label), images.Labels.Select(label => images.Classes[label]));
        Assert.Equal(Values.Ids(view), images.Ids);
        byte[] pixels = new byte[16];
        for (int i = 0; i < rows.Count; i++)
        {
            images.Read(i, pixels);
            Assert.Equal(rows[i].Pixels.Select(level => (byte)level), pixels);
        }
    }

    [Fact]
    public void Gray_repeats_in_colours_and_other_sizes_are_resized()
    {
        IDataView view = Example.View(context, 1, 1, 1);
        RealImages colours = Read(view, new ImageShape(4, 4, 4));
        byte[] gray = new byte[16], pixels = new byte[64];
        Read(view, new ImageShape(1, 4, 4)).Read(0, gray);
        colours.Read(0, pixels);
        Assert.Equal([.. gray, .. gray, .. gray, .. Enumerable.Repeat((byte)255, 16)], pixels);
        RealImages small = Read(view, new ImageShape(1, 2, 2));
        byte[] four = new byte[4];
        small.Read(0, four);
        Assert.InRange(four.Average(level => level), gray.Min(), gray.Max());
    }

    private static RealImages Read(IDataView view, ImageShape shape)
    {
        BigGanAugmentationOptions options = Given.Options() with { ColumnShape = new ImageShape(1, 4, 4) };
        LabelColumn label = LabelColumn.Of(view.Schema, "Label", CatalogEnvironment.None);
        ImageColumn image = ImageColumn.Of(view.Schema, shape, options, CatalogEnvironment.None);
        return RealImages.Of(view, image, label, new ClassMap(Example.Classes), shape, options, CatalogEnvironment.None);
    }
}
