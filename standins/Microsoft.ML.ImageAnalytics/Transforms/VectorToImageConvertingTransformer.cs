using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class VectorToImageConvertingTransformer : RowToRowTransformerBase
{
    internal VectorToImageConvertingTransformer(
        IHostEnvironment env, string outputColumn, string inputColumn, int imageHeight, int imageWidth, PixelLayout layout)
        : base(env.Register("VectorToImageConverter"))
    {
        Contracts.CheckParam(!string.IsNullOrWhiteSpace(outputColumn), "name", "name cannot be null or white space");
        Contracts.CheckParam(imageWidth > 0, nameof(imageWidth), "Image width must be greater than zero");
        Contracts.CheckParam(imageHeight > 0, nameof(imageHeight), "Image height must be greater than zero");
        OutputColumn = outputColumn;
        InputColumn = inputColumn;
        Size = new ImageDataViewType(imageHeight, imageWidth);
        Layout = layout;
    }

    internal string OutputColumn { get; }

    internal string InputColumn { get; }

    internal ImageDataViewType Size { get; }

    internal PixelLayout Layout { get; }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new VectorToImageConvertingTransformer(
            env,
            ctx.Reader.ReadString(),
            ctx.Reader.ReadString(),
            ctx.Reader.ReadInt32(),
            ctx.Reader.ReadInt32(),
            ctx.Reader.ReadLayout());

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(VectorToImageConvertingTransformer));
        ctx.Writer.Write(OutputColumn);
        ctx.Writer.Write(InputColumn);
        ctx.Writer.Write(Size.Height);
        ctx.Writer.Write(Size.Width);
        ctx.Writer.Write(Layout);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema)
    {
        var input = ImageColumn.Find(Host, inputSchema, InputColumn);
        if (input.Type is not VectorDataViewType vector)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", InputColumn, "image", input.Type.ToString());
        if (vector.Size != Size.Height * Size.Width * Layout.Planes)
        {
            var wanted = new VectorDataViewType(vector.ItemType, Size.Height, Size.Width, Layout.Planes);
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", InputColumn, wanted.ToString(), vector.ToString());
        }

        return new ImageMapper(new(OutputColumn, Size), input, row => (Open(row, input, vector.ItemType), null));
    }

    private Delegate Open(DataViewRow row, DataViewSchema.Column input, DataViewType item)
    {
        if (item == NumberDataViewType.Single)
            return Open<float>(row, input, Layout.Rescales);
        if (item == NumberDataViewType.Double)
            return Open<double>(row, input, Layout.Rescales);
        return item == NumberDataViewType.Byte ? Open<byte>(row, input, rescales: false) : throw Host.Except("We only support float, double or byte arrays");
    }

    private ValueGetter<MLImage> Open<T>(DataViewRow row, DataViewSchema.Column input, bool rescales)
        where T : INumberBase<T>
    {
        var getter = row.GetGetter<VBuffer<T>>(input);
        VBuffer<T> values = default;
        return (ref MLImage target) =>
        {
            getter(ref values);

            // A vector without any value is a missing image.
            if (values.GetValues().Length == 0)
            {
                target = null;
                return;
            }

            T[] dense = [.. values.DenseValues()];
            target = PixelWriter.Write<T>(dense, Size, Layout, rescales);
            target.Tag = nameof(VectorToImageConvertingTransformer);
        };
    }
}
