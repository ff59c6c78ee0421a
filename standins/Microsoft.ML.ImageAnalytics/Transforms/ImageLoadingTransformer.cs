using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

public sealed class ImageLoadingTransformer : RowToRowTransformerBase
{
    public readonly string ImageFolder;

    internal ImageLoadingTransformer(IHostEnvironment env, string imageFolder, bool decode, string outputColumn, string inputColumn)
        : base(env.Register(nameof(ImageLoadingTransformer)))
    {
        Contracts.CheckNonEmpty(outputColumn, "outputColumnName");
        if (!string.IsNullOrEmpty(imageFolder))
        {
            if (!Directory.Exists(imageFolder))
                throw new ArgumentException($"Directory \"{imageFolder}\" does not exist.");
            ImageFolder = Path.GetFullPath(imageFolder);
        }

        Decodes = decode;
        OutputColumn = outputColumn;
        InputColumn = inputColumn;
    }

    private ImageLoadingTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : this(env, null, ctx.Reader.ReadBoolean(), ctx.Reader.ReadString(), ctx.Reader.ReadString())
    {
        // A folder that is missing where the model is loaded is an error only once an image is wanted.
        string folder = ctx.Reader.ReadString();
        ImageFolder = folder.Length == 0 ? null : folder;
    }

    /// <summary>True: the column holds images; false: the bytes of their files.</summary>
    internal bool Decodes { get; }

    internal string OutputColumn { get; }

    internal string InputColumn { get; }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new ImageLoadingTransformer(env, ctx);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ImageLoadingTransformer));
        ctx.Writer.Write(Decodes);
        ctx.Writer.Write(OutputColumn);
        ctx.Writer.Write(InputColumn);
        ctx.Writer.Write(ImageFolder ?? "");
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema)
    {
        var input = ImageColumn.Find(Host, inputSchema, InputColumn);
        if (input.Type is not TextDataViewType)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", InputColumn, TextDataViewType.Instance.ToString(), input.Type.ToString());

        DataViewType type = Decodes ? new ImageDataViewType() : new VectorDataViewType(NumberDataViewType.Byte);
        return new ImageMapper(new(OutputColumn, type), input, row =>
        {
            var path = row.GetGetter<ReadOnlyMemory<char>>(input);
            return Decodes ? OpenImages(path) : (OpenBytes(path), null);
        });
    }

    private (Delegate Getter, Action Dispose) OpenImages(ValueGetter<ReadOnlyMemory<char>> getter)
    {
        ReadOnlyMemory<char> name = default;
        MLImage last = null;
        return ((ValueGetter<MLImage>)Get, () => last?.Dispose());

        void Get(ref MLImage target)
        {
            target?.Dispose();
            target = null;
            getter(ref name);
            if (name.Length > 0)
            {
                string path = FullPath(name);
                using var bytes = new MemoryStream(File.ReadAllBytes(path));
                target = MLImage.CreateFromStream(bytes);
                target.Tag = path;
            }

            last = target;
        }
    }

    private ValueGetter<VBuffer<byte>> OpenBytes(ValueGetter<ReadOnlyMemory<char>> getter)
    {
        ReadOnlyMemory<char> name = default;
        return (ref VBuffer<byte> target) =>
        {
            getter(ref name);
            byte[] bytes = name.Length > 0 ? File.ReadAllBytes(FullPath(name)) : [];
            var editor = VBufferEditor.Create(ref target, bytes.Length);
            bytes.CopyTo(editor.Values);
            target = editor.Commit();
        };
    }

    private string FullPath(ReadOnlyMemory<char> name)
        => string.IsNullOrWhiteSpace(ImageFolder) ? name.ToString() : Path.Combine(ImageFolder, name.ToString());
}
