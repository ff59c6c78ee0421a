using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Generation;

namespace GanAugment.Transforms;

/// <summary>The file that names the generator of each class.</summary>
internal static class GeneratorSetFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>Whether a path is that of a set.</summary>
    public static bool Is(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public static Document Read(string path)
    {
        try
        {
            Document document = JsonSerializer.Deserialize<Document>(GeneratorContract.Text(path), Json) ?? throw new JsonException("the document is null");
            if (document.Version != 1) throw new JsonException($"its version is {document.Version}, this program reads 1");
            if (document.Files.Count == 0) throw new JsonException("it names no file");
            // A set among them could be this one, and would have no end.
            foreach (var (name, file) in document.Files)
                if (string.IsNullOrWhiteSpace(file) || file.Contains('\0', StringComparison.Ordinal) || Is(file))
                    throw new JsonException($"the file of class '{name}' is '{file}', which is no .onnx file");
            return document;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GeneratorException($"The set of generators cannot be read: {e.Message.TrimEnd('.')}.", $"It is '{path}'.",
                """Write { "version": 1, "files": { "class": "file.onnx" } }.""", e);
        }
    }

    /// <summary>The paths of a set's files by class.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Files(string path) => Read(path).Files
        .Select(entry => KeyValuePair.Create(entry.Key, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, entry.Value)));

    public static TSet Open<TModel, TSet>(string path, Func<string, TModel> open, Func<TModel, GeneratorManifest> manifest, Func<List<TModel>, TSet> together)
        where TModel : IDisposable
    {
        var models = new List<TModel>();
        try
        {
            foreach (var (name, file) in Files(path))
            {
                models.Add(open(file));
                IReadOnlyList<string> classes = manifest(models[^1]).Classes;
                if (classes.Count != 1 || classes[0] != name)
                    throw new GeneratorException($"The generator of class '{name}' makes '{string.Join("', '", classes)}'.", $"The file is '{file}'.",
                        "Name that one class in its manifest.");
            }

            return together(models);
        }
        catch
        {
            foreach (TModel model in models) model.Dispose();
            throw;
        }
    }

    public static GeneratorManifest Together(IReadOnlyList<GeneratorManifest> parts)
    {
        if (parts.Count == 0 || parts.Any(p => p.Classes.Count != 1 || p.Shape != parts[0].Shape))
            throw new GeneratorException("These generators do not belong together.",
                $"They make {string.Join("; ", parts.Select(p => $"{p.Shape} of '{string.Join("', '", p.Classes)}'"))}.",
                "Give generators of one class each and of one shape.");
        return new GeneratorManifest
        {
            Channels = parts[0].Channels,
            Height = parts[0].Height,
            Width = parts[0].Width,
            LatentSize = parts.Max(p => p.LatentSize),
            Classes = [.. parts.Select(p => p.Classes[0])],
            Architecture = $"{parts.Count} generators, one for each class",
            Graph = parts.All(p => p.Graph?.Source is not null)
                ? new GraphBinding { Latent = parts.Max(p => p.LatentSize) > 0 ? "z" : null, Label = new LabelBinding(), Source = new ImageBinding { Name = "source" } }
                : null,
        };
    }

    /// <summary>The class of a one-hot row.</summary>
    public static int ClassOf(ReadOnlySpan<float> y) => y.IndexOf(1f) is >= 0 and var c ? c
        : throw new OptionException("Generators of one class each cannot mix classes.", "A mixture was asked for.", "Ask for one class at a time.");

    internal sealed record Document
    {
        public int Version { get; init; } = 1;

        public required IReadOnlyDictionary<string, string> Files { get; init; }
    }
}
