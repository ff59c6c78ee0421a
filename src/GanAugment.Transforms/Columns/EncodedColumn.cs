using System.Buffers;
using GanAugment.Data;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Images as the bytes of their files, as LoadRawImageBytes gives them.</summary>
internal sealed class EncodedColumn(DataViewSchema.Column column, BigGanAugmentationOptions options) : ImageColumn(column)
{
    // Files have sizes and colours of their own.
    public override ImageShape? Shape => options.ColumnShape;

    public override ImageRendering Rendering(ISyntheticImages images) => new Encoded(new ImageEncoder(images.Shape, options));

    public override SyntheticColumn Fill(SyntheticImageStore images) => new Filled(Column.Index, images);

    public override ImageGetter Open(DataViewRow row)
    {
        ValueGetter<VBuffer<byte>> get = row.GetGetter<VBuffer<byte>>(row.Schema[Column.Index]);
        VBuffer<byte> value = default;
        return ImageFile.Open(Column.Name, () =>
        {
            get(ref value);
            return value.Length == 0 ? null : MLImage.CreateFromStream(new MemoryStream([.. value.DenseValues()]));
        });
    }

    private sealed class Encoded(ImageEncoder encoder) : ImageRendering
    {
        public override int? Length => null;

        public override void Render(int row, ReadOnlySpan<byte> image, IBufferWriter<byte> kept) => kept.Write(encoder.Encode(image));

        public override void Dispose() => encoder.Dispose();
    }

    private sealed class Filled(int index, SyntheticImageStore images) : SyntheticColumn<VBuffer<byte>>(index)
    {
        protected override SyntheticGetter<VBuffer<byte>> Open()
        {
            StoreReader reader = images.OpenReader();
            return (int row, ref VBuffer<byte> value) =>
            {
                ReadOnlySpan<byte> file = reader.Read(row);
                VBufferEditor<byte> editor = VBufferEditor.Create(ref value, file.Length);
                file.CopyTo(editor.Values);
                value = editor.Commit();
            };
        }
    }
}
