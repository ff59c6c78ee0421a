using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageResizingTransformer : RowToRowTransformerBase
{
    private readonly ImageResizingEstimator.ResizingKind _resizing;
    private readonly ImageResizingEstimator.Anchor _anchor;

    internal ImageResizingTransformer(
        IHostEnvironment env,
        string outputColumn,
        string inputColumn,
        int imageHeight,
        int imageWidth,
        ImageResizingEstimator.ResizingKind resizing,
        ImageResizingEstimator.Anchor anchor)
        : base(env.Register("ImageScaler"))
    {
        Contracts.CheckNonEmpty(outputColumn, "name");
        Contracts.CheckParam(imageWidth > 0, nameof(imageWidth));
        Contracts.CheckParam(imageHeight > 0, nameof(imageHeight));
        Contracts.CheckParam(Enum.IsDefined(resizing), nameof(resizing));
        Contracts.CheckParam(Enum.IsDefined(anchor), nameof(anchor));
        OutputColumn = outputColumn;
        InputColumn = inputColumn;
        Size = new ImageDataViewType(imageHeight, imageWidth);
        _resizing = resizing;
        _anchor = anchor;
    }

    internal string OutputColumn { get; }

    internal string InputColumn { get; }

    internal ImageDataViewType Size { get; }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new ImageResizingTransformer(
            env,
            ctx.Reader.ReadString(),
            ctx.Reader.ReadString(),
            ctx.Reader.ReadInt32(),
            ctx.Reader.ReadInt32(),
            (ImageResizingEstimator.ResizingKind)ctx.Reader.ReadByte(),
            (ImageResizingEstimator.Anchor)ctx.Reader.ReadByte());

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ImageResizingTransformer));
        ctx.Writer.Write(OutputColumn);
        ctx.Writer.Write(InputColumn);
        ctx.Writer.Write(Size.Height);
        ctx.Writer.Write(Size.Width);
        ctx.Writer.Write((byte)_resizing);
        ctx.Writer.Write((byte)_anchor);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema)
    {
        var input = ImageColumn.FindImage(Host, inputSchema, InputColumn, out _);
        return new ImageMapper(new(OutputColumn, Size), input, row => Open(row.GetGetter<MLImage>(input)));
    }

    private (Delegate Getter, Action Dispose) Open(ValueGetter<MLImage> getter)
    {
        MLImage source = null;
        return ((ValueGetter<MLImage>)Get, () => source = null);

        void Get(ref MLImage target)
        {
            target?.Dispose();
            getter(ref source);
            if (source is null || source.Height <= 0 || source.Width <= 0)
                return;

            // An image of the wanted size is passed on, not copied.
            if (source.Height == Size.Height && source.Width == Size.Width)
            {
                target = source;
                return;
            }

            target = source.CloneWithResizing(Size.Width, Size.Height, _resizing, _anchor);
            target.Tag = source.Tag;
        }
    }
}
