using System.Buffers;
using System.Text;
using GanAugment.Data;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Images as paths of their files, as LoadImages takes them: synthetic images are written to a folder when they are first asked for.</summary>
internal sealed class PathColumn(DataViewSchema.Column column, BigGanAugmentationOptions options) : ImageColumn(column)
{
    public override ImageShape? Shape => options.ColumnShape;

    public override ImageRendering Rendering(ISyntheticImages images) =>
        new Written(new SpooledImages(options.SpoolFolder!, options), new ImageEncoder(images.Shape, options), images);

    public override SyntheticColumn Fill(SyntheticImageStore images) => new Filled(Column.Index, images);

    public override ImageGetter Open(DataViewRow row)
    {
        ValueGetter<ReadOnlyMemory<char>> get = row.GetGetter<ReadOnlyMemory<char>>(row.Schema[Column.Index]);
        ReadOnlyMemory<char> path = default;
        return ImageFile.Open(Column.Name, () =>
        {
            get(ref path);
            return path.IsEmpty ? null : MLImage.CreateFromFile(Path.Combine(options.ImageFolder ?? "", path.ToString()));
        });
    }

    // What is kept of an image is the path of its file.
    private sealed class Written(SpooledImages folder, ImageEncoder encoder, ISyntheticImages images) : ImageRendering
    {
        public override int? Length => null;

        public override void Render(int row, ReadOnlySpan<byte> image, IBufferWriter<byte> kept) =>
            kept.Write(Encoding.UTF8.GetBytes(folder.Write(images.OriginOf(row), encoder.Encode(image))));

        public override void Dispose() => encoder.Dispose();
    }

    private sealed class Filled(int index, SyntheticImageStore images) : SyntheticColumn<ReadOnlyMemory<char>>(index)
    {
        protected override SyntheticGetter<ReadOnlyMemory<char>> Open()
        {
            StoreReader reader = images.OpenReader();
            return (int row, ref ReadOnlyMemory<char> value) => value = Encoding.UTF8.GetString(reader.Read(row)).AsMemory();
        }
    }
}
