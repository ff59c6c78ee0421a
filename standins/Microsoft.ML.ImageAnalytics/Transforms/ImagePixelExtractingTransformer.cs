using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImagePixelExtractingTransformer : RowToRowTransformerBase
{
    internal ImagePixelExtractingTransformer(IHostEnvironment env, string outputColumn, string inputColumn, bool asFloat, PixelLayout layout)
        : base(env.Register("ImagePixelExtractor"))
    {
        Contracts.CheckParam(!string.IsNullOrWhiteSpace(outputColumn), "name", "name cannot be null or white space");
        OutputColumn = outputColumn;
        InputColumn = inputColumn;
        AsFloat = asFloat;
        Layout = layout;
    }

    private delegate void Read<T>(MLImage image, PixelLayout layout, Span<T> target);

    internal string OutputColumn { get; }

    internal string InputColumn { get; }

    internal bool AsFloat { get; }

    internal PixelLayout Layout { get; }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new ImagePixelExtractingTransformer(
            env, ctx.Reader.ReadString(), ctx.Reader.ReadString(), ctx.Reader.ReadBoolean(), ctx.Reader.ReadLayout());

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ImagePixelExtractingTransformer));
        ctx.Writer.Write(OutputColumn);
        ctx.Writer.Write(InputColumn);
        ctx.Writer.Write(AsFloat);
        ctx.Writer.Write(Layout);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema)
    {
        var input = ImageColumn.FindImage(Host, inputSchema, InputColumn, out var image);
        if (image.Height <= 0 || image.Width <= 0)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", InputColumn, "known-size image", "unknown-size image");

        var type = new VectorDataViewType(AsFloat ? NumberDataViewType.Single : NumberDataViewType.Byte, Layout.Dimensions(image.Height, image.Width));
        return new ImageMapper(new(OutputColumn, type), input, row => AsFloat
            ? Open<float>(row, input, image, type.Size, PixelReader.Read)
            : Open<byte>(row, input, image, type.Size, PixelReader.Read));
    }

    private (Delegate Getter, Action Dispose) Open<T>(DataViewRow row, DataViewSchema.Column input, ImageDataViewType size, int length, Read<T> read)
    {
        var getter = row.GetGetter<MLImage>(input);
        MLImage image = null;
        return ((ValueGetter<VBuffer<T>>)Get, () => image?.Dispose());

        void Get(ref VBuffer<T> target)
        {
            getter(ref image);
            var editor = VBufferEditor.Create(ref target, length, image is null ? 0 : length);
            if (image is not null)
            {
                Contracts.Check(image.Height == size.Height && image.Width == size.Width);
                read(image, Layout, editor.Values);
            }

            target = editor.Commit();
        }
    }
}
