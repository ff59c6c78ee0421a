using GanAugment.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Folders;

/// <summary>The images of a data set as rows of a view; pixels are read when a cursor asks for them.</summary>
internal static class SourceRows
{
    /// <summary>The order of the rows: class by class, so that plans have the classes in the order of the data set.</summary>
    public static int[] Order(ILabelledImageSource source) => [.. Enumerable.Range(0, source.Labels.Count).OrderBy(i => source.Labels[i])];

    /// <summary>The view, with the rows in <see cref="Order"/>.</summary>
    public static IDataView Of(MLContext context, ILabelledImageSource source)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Image)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Byte, source.Shape.Channels, source.Shape.Height, source.Shape.Width);
        return context.Data.LoadFromEnumerable<Row>([.. Order(source).Select(i => new Row(source, i))], schema);
    }

    // The properties are the columns that AugmentedFolderOptions names.
    private sealed class Row(ILabelledImageSource source, int index)
    {
        public Row() : this(null!, 0)
        {
        }

        public byte[] Image
        {
            get
            {
                byte[] pixels = new byte[source.Shape.Length]; // [C, H, W]
                source.Read(index, pixels);
                return pixels;
            }
        }

        public string Label => source.Classes[source.Labels[index]];
    }
}
