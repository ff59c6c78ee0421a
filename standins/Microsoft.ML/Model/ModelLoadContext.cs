using System.IO.Compression;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

// What a loader reads: the body that its model wrote, and models below it.
internal sealed class ModelLoadContext
{
    private readonly ZipArchive _archive;
    private readonly string _directory;

    private ModelLoadContext(ZipArchive archive, string directory, BinaryReader reader)
    {
        _archive = archive;
        _directory = directory;
        Reader = reader;
    }

    public BinaryReader Reader { get; }

    public static object Load(IHostEnvironment env, ZipArchive archive, string directory)
    {
        ZipArchiveEntry entry = archive.GetEntry($"{directory}/{ModelSaveContext.BodyEntry}")
            ?? throw Contracts.ExceptDecode($"Corrupt model file: there is no model '{directory}'");
        using var body = new MemoryStream();
        using (Stream packed = entry.Open())
            packed.CopyTo(body);
        body.Position = 0;
        using var reader = new BinaryReader(body);
        string assembly = reader.ReadString();
        string type = reader.ReadString();
        Contracts.CheckDecode(assembly.StartsWith("Microsoft.ML", StringComparison.Ordinal), $"Unknown loader '{type}'");
        MethodInfo load = Assembly.Load(assembly).GetType(type, throwOnError: true)
            .GetMethod("Load", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public, [typeof(IHostEnvironment), typeof(ModelLoadContext)]);
        Contracts.CheckDecode(load is not null, $"Unknown loader '{type}'");
        var context = new ModelLoadContext(archive, directory, reader);
        return load.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [env, context], null);
    }

    public TModel LoadModel<TModel>(IHostEnvironment env, string name) => (TModel)Load(env, _archive, $"{_directory}/{name}");
}
