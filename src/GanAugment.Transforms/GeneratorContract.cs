using GanAugment.Generation;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>What an ONNX file must have to be a generator, and whether it agrees with its manifest.</summary>
internal static class GeneratorContract
{
    public const string TruncationInput = "truncation";
    public static readonly string[] Inputs = ["z", "y"];
    public static readonly string[] InputsWithTruncation = ["z", "y", TruncationInput];
    public static readonly string[] Outputs = ["image"];

    /// <summary>Reads the manifest and holds the graph against it.</summary>
    /// <exception cref="GeneratorException">It is no generator.</exception>
    public static GeneratorManifest Read(InferenceSession session, string origin)
    {
        bool truncated = session.InputNames.Contains(TruncationInput);
        string? wrong = Names(session.InputNames, truncated ? InputsWithTruncation : Inputs, "inputs") ?? Names(session.OutputNames, Outputs, "outputs");
        if (wrong is not null) throw NotOne(wrong, origin);
        if (!session.ModelMetadata.CustomMetadataMap.TryGetValue(GeneratorManifest.MetadataKey, out string? json))
            throw NotOne($"it has no metadata '{GeneratorManifest.MetadataKey}'", origin);

        var manifest = GeneratorManifest.Parse(json, origin);
        if (truncated != manifest.StatisticsSets is not null)
            throw NotOne(truncated ? "it has the input 'truncation', but its manifest no sets of statistics for it"
                : $"its manifest says {manifest.StatisticsSets} sets of statistics, but it has no input 'truncation' to choose among them", origin);
        wrong = (truncated ? Shape(TruncationInput, session.InputMetadata[TruncationInput], []) : null)
            ?? Shape("z", session.InputMetadata["z"], [manifest.LatentSize])
            ?? Shape("y", session.InputMetadata["y"], [manifest.Classes.Count])
            ?? Shape("image", session.OutputMetadata["image"], [manifest.Channels, manifest.Height, manifest.Width]);
        return wrong is null ? manifest : throw NotOne(wrong, origin);
    }

    /// <summary>Reads the latent directions, or null where the file has none.</summary>
    /// <exception cref="GeneratorException">They cannot be read.</exception>
    public static LatentDirections? Directions(InferenceSession session, GeneratorManifest manifest, string origin) =>
        session.ModelMetadata.CustomMetadataMap.TryGetValue(LatentDirections.MetadataKey, out string? json)
            ? LatentDirections.Parse(json, manifest.LatentSize, origin) : null;

    private static string? Names(IReadOnlyList<string> found, string[] wanted, string what) => found.Order().SequenceEqual(wanted.Order())
        ? null
        : $"its {what} are {string.Join(", ", found)}, not {string.Join(", ", wanted)}";

    // The first dimension is N and must be free; a file without shapes (−1 everywhere) is checked when it runs.
    private static string? Shape(string name, NodeMetadata node, int[] wanted)
    {
        if (!node.IsTensor) return $"'{name}' is no tensor";
        if (node.ElementType != typeof(float)) return $"'{name}' is of type {node.ElementType.Name}, not Single";
        int[] found = node.Dimensions;
        bool fits = found.Length == wanted.Length + 1 && found[0] < 0 && found.Skip(1).Zip(wanted).All(pair => pair.First < 0 || pair.First == pair.Second);
        if (fits) return null;
        string shape = string.Join(", ", found.Select(d => d < 0 ? "N" : d.ToString()));
        return $"'{name}' has the shape [{shape}], but the manifest says [{string.Join(", ", wanted.Select(d => d.ToString()).Prepend("N"))}]";
    }

    private static GeneratorException NotOne(string why, string origin) => new(
        $"The ONNX file is not a class-conditional generator: {why}.",
        $"The file is '{origin}'.",
        "Give a file that was exported as a generator: inputs z and y, output image, and a manifest in the metadata.");
}
