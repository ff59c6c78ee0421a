using System.IO.Compression;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

// Where one model writes its part of a file: a body, a loader that understands it, and models below it.
public sealed class ModelSaveContext : IDisposable
{
    internal const string BodyEntry = "Model.key";

    private readonly ZipArchive _archive;
    private readonly string _directory;
    private readonly MemoryStream _body = new();
    private Type _loader;

    internal ModelSaveContext(ZipArchive archive, string directory)
    {
        _archive = archive;
        _directory = directory;
        Writer = new BinaryWriter(_body);
    }

    internal BinaryWriter Writer { get; }

    public void Dispose() => Writer.Dispose();

    internal static void Save(ZipArchive archive, ICanSaveModel model, string directory)
    {
        Contracts.CheckValue(model, nameof(model));
        using var context = new ModelSaveContext(archive, directory);
        model.Save(context);
        context.Finish();
    }

    // The loader has a static method Load(IHostEnvironment, ModelLoadContext) which reads what is written here.
    internal void SetLoader(Type loader) => _loader = loader;

    internal void SaveModel(ICanSaveModel model, string name) => Save(_archive, model, $"{_directory}/{name}");

    private void Finish()
    {
        Contracts.Check(_loader is not null, "ModelSignature not specified!");
        Writer.Flush();
        using Stream entry = _archive.CreateEntry($"{_directory}/{BodyEntry}").Open();
        using var header = new BinaryWriter(entry);
        header.Write(_loader.Assembly.GetName().Name);
        header.Write(_loader.FullName);
        header.Write(_body.ToArray());
    }
}
