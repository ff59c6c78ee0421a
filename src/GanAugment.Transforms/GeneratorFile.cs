using GanAugment.Generation;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>What an ONNX file is as a generator or translator, found out without running it.</summary>
/// <param name="Manifest">What it says of itself, or is said of it.</param>
/// <param name="Inputs">Its inputs in a few words each, for example <c>z float [N, 128]</c>.</param>
/// <param name="Output">Its output likewise, with the range of its values.</param>
/// <param name="Directions">Directions of z, or null where it has none.</param>
public sealed record GeneratorFile(GeneratorManifest Manifest, IReadOnlyList<string> Inputs, string Output, LatentDirections? Directions)
{
    /// <summary>Reads a file and holds its graph against its manifest.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="manifest">The manifest of a file that has none; null takes the one in its metadata or beside it.</param>
    /// <exception cref="GeneratorException">The file is missing, has no manifest or two, or is not what its manifest says.</exception>
    public static GeneratorFile Read(string path, GeneratorManifest? manifest = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        GeneratorManifest? beside = GeneratorContract.Beside(path, manifest);
        int? device = null;
        using InferenceSession session = GeneratorSession.Open(options => new InferenceSession(path, options), path, ref device, fallbackToCpu: false);
        GeneratorManifest found = GeneratorContract.Read(session, path, beside);
        ImageBinding image = GeneratorContract.BindingOf(found).Image;
        string range = image.Values switch
        {
            ImageValues.ZeroToOne => "[0, 1]",
            ImageValues.ZeroTo255 => "[0, 255]",
            _ => "[-1, 1]",
        };
        return new GeneratorFile(found, [.. session.InputNames.Select(name => Describe(name, session.InputMetadata[name]))],
            $"{Describe(image.Name, session.OutputMetadata[image.Name])} in {range}", GeneratorContract.Directions(session, found, path));
    }

    private static string Describe(string name, NodeMetadata node)
    {
        string type = node.ElementType == typeof(float) ? "float" : node.ElementType == typeof(double) ? "double" : node.ElementType.Name.ToLowerInvariant();
        string shape = string.Join(", ", node.Dimensions.Select((size, i) => size >= 0 ? FormattableString.Invariant($"{size}") : i == 0 ? "N" : "?"));
        return node.Dimensions.Length == 0 ? $"{name} {type}" : $"{name} {type} [{shape}]";
    }
}
