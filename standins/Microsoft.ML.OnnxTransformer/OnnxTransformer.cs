using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

public sealed class OnnxTransformer : RowToRowTransformerBase, IDisposable
{
    private readonly OnnxOptions _options;

    internal OnnxTransformer(IHostEnvironment env, OnnxOptions options, int? gpuDeviceId, bool fallbackToCpu, byte[] modelBytes)
        : base(env.Register(nameof(OnnxTransformer)))
    {
        _options = options;
        foreach (string column in options.InputColumns.Concat(options.OutputColumns))
            Contracts.CheckParam(!string.IsNullOrWhiteSpace(column), nameof(options), "A column name cannot be null or white space");
        if (modelBytes is null)
        {
            Contracts.CheckParam(
                !string.IsNullOrWhiteSpace(options.ModelFile), nameof(options.ModelFile), $"{nameof(options.ModelFile)} cannot be null or white space");
            if (!File.Exists(options.ModelFile))
                throw Host.Process(new IOException($"Model file {options.ModelFile} does not exists."));
        }

        try
        {
            Model = new OnnxModel(options, gpuDeviceId, fallbackToCpu, modelBytes);
        }
        catch (OnnxRuntimeException e)
        {
            throw Host.Process(new InvalidOperationException($"Error initializing model :{e}", e));
        }

        Inputs = options.InputColumns.Length == 0 ? [.. Model.Inputs.Select(input => input.Name)] : options.InputColumns;
        Outputs = [.. options.OutputColumns.Length == 0 ? Model.Outputs : options.OutputColumns.Select(Model.Output)];
    }

    internal OnnxModel Model { get; }

    internal string[] Inputs { get; }

    internal IReadOnlyList<OnnxVariable> Outputs { get; }

    public void Dispose() => Model.Dispose();

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        byte[] model = ctx.Reader.ReadBytes(ctx.Reader.ReadInt32());
        var options = new OnnxOptions { InputColumns = ReadNames(ctx.Reader), OutputColumns = ReadNames(ctx.Reader) };
        options.ShapeDictionary = Enumerable.Range(0, ctx.Reader.ReadInt32()).ToDictionary(
            _ => ctx.Reader.ReadString(), _ => Enumerable.Range(0, ctx.Reader.ReadInt32()).Select(_ => ctx.Reader.ReadInt32()).ToArray());
        options.RecursionLimit = ctx.Reader.ReadInt32();

        // Devices belong to the machine that loads, not to the file.
        var machine = env as IHostEnvironmentInternal;
        return new OnnxTransformer(env, options, machine?.GpuDeviceId, machine?.FallbackToCpu ?? false, model);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(OnnxTransformer));
        byte[] model = Model.ReadBytes();
        ctx.Writer.Write(model.Length);
        ctx.Writer.Write(model);
        WriteNames(ctx.Writer, Inputs);
        WriteNames(ctx.Writer, [.. Outputs.Select(output => output.Name)]);
        var shapes = _options.ShapeDictionary ?? new Dictionary<string, int[]>();
        ctx.Writer.Write(shapes.Count);
        foreach (var (name, shape) in shapes)
        {
            ctx.Writer.Write(name);
            ctx.Writer.Write(shape.Length);
            foreach (int size in shape)
                ctx.Writer.Write(size);
        }

        ctx.Writer.Write(_options.RecursionLimit);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema) => new OnnxMapper(Host, this, inputSchema);

    private static string[] ReadNames(BinaryReader reader) => [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())];

    private static void WriteNames(BinaryWriter writer, string[] names)
    {
        writer.Write(names.Length);
        foreach (string name in names)
            writer.Write(name);
    }
}
