using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageGrayscalingTransformer : RowToRowTransformerBase
{
    internal ImageGrayscalingTransformer(IHostEnvironment env, string outputColumn, string inputColumn)
        : base(env.Register("ImageGrayscaleTransformer"))
    {
        Contracts.CheckNonEmpty(outputColumn, "outputColumnName");
        OutputColumn = outputColumn;
        InputColumn = inputColumn;
    }

    internal string OutputColumn { get; }

    internal string InputColumn { get; }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new ImageGrayscalingTransformer(env, ctx.Reader.ReadString(), ctx.Reader.ReadString());

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ImageGrayscalingTransformer));
        ctx.Writer.Write(OutputColumn);
        ctx.Writer.Write(InputColumn);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema)
    {
        var input = ImageColumn.FindImage(Host, inputSchema, InputColumn, out var type);
        return new ImageMapper(new(OutputColumn, type), input, row => Open(row.GetGetter<MLImage>(input)));
    }

    private static (Delegate Getter, Action Dispose) Open(ValueGetter<MLImage> getter)
    {
        MLImage source = null;
        return ((ValueGetter<MLImage>)Get, () => source?.Dispose());

        void Get(ref MLImage target)
        {
            target?.Dispose();
            getter(ref source);
            if (source is null || source.Height <= 0 || source.Width <= 0)
                return;
            target = source.CloneWithGrayscale();
            target.Tag = source.Tag;
        }
    }
}
