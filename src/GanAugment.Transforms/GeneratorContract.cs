using GanAugment.Generation;
using GanAugment.Provenance;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>What an ONNX file must have to be a generator, and whether it agrees with its manifest.</summary>
internal static class GeneratorContract
{
    private const long LargestText = 1 << 25;

    /// <summary>Values that a file may take or give at once: half a gibibyte of floats.</summary>
    public const long MostValues = 1 << 27;

    /// <summary>The form of a file that says nothing of its graph: what <c>ganaugment export</c> writes.</summary>
    public static readonly GraphBinding Exported = new() { Latent = "z", Label = new LabelBinding { Name = "y" }, Image = new ImageBinding { Name = "image" } };

    /// <summary>The same with statistics of several truncations.</summary>
    private static readonly GraphBinding ExportedWithTruncation = Exported with { Truncation = "truncation" };

    /// <summary>The form of a file.</summary>
    public static GraphBinding BindingOf(GeneratorManifest manifest) =>
        manifest.Graph ?? (manifest.StatisticsSets is null ? Exported : ExportedWithTruncation);

    /// <summary>Reads the manifest beside a file, or null where there is none.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="given">A manifest that takes the place of one beside the file.</param>
    /// <exception cref="GeneratorException">The ONNX file does not exist, or the manifest cannot be read.</exception>
    public static GeneratorManifest? Beside(string path, GeneratorManifest? given = null)
    {
        if (!File.Exists(path))
            throw new GeneratorException(
                "The generator file does not exist.",
                $"It was sought at '{path}'.",
                "Check the path, or train and export a generator.");
        if (given is not null) return given;
        string beside = ManifestFile.Beside(path);
        if (!File.Exists(beside)) return null;
        try
        {
            return GeneratorManifest.Parse(Text(beside), beside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GeneratorException($"The generator manifest cannot be read: {e.Message.TrimEnd('.')}.", $"It is '{beside}'.",
                "Check that it may be read.", e);
        }
    }

    /// <summary>The text of a small file.</summary>
    /// <exception cref="IOException">It cannot be read, or is too large to be what it should be.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Text(string path)
    {
        long length = new FileInfo(path).Length;
        return length <= LargestText ? File.ReadAllText(path) : throw new IOException($"it has {length} bytes, but {LargestText} are the most");
    }

    /// <summary>Reads the manifest and holds the graph against it.</summary>
    /// <param name="session">The file, opened.</param>
    /// <param name="origin">Where it is, for messages.</param>
    /// <param name="beside">The manifest beside it, or given for it; null where there is none.</param>
    /// <exception cref="GeneratorException">It is no generator.</exception>
    public static GeneratorManifest Read(InferenceSession session, string origin, GeneratorManifest? beside = null)
    {
        if (Names(session.InputNames, ["image", "y"], "") is null && Names(session.OutputNames, ["logit"], "") is null)
            throw NotOne("it is a discriminator, image and y → logit", origin);
        string? json = Metadata(session, GeneratorManifest.MetadataKey, origin);
        bool has = json is not null;
        if (has && beside is not null)
            throw new GeneratorException(
                "The ONNX file has a manifest of its own and another one beside it.",
                $"They are the metadata '{GeneratorManifest.MetadataKey}' of '{origin}' and '{ManifestFile.Beside(origin)}', or one that was given for it.",
                "Remove the file beside it, or give none.");
        GeneratorManifest? manifest = has ? GeneratorManifest.Parse(json!, origin) : beside;
        bool truncated = session.InputNames.Contains(ExportedWithTruncation.Truncation);
        GraphBinding binding = manifest?.Graph ?? (truncated ? ExportedWithTruncation : Exported);
        string? wrong = Names(session.InputNames, Inputs(binding), "inputs") ?? Names(session.OutputNames, [binding.Image.Name], "outputs");
        if (wrong is not null) throw NotOne(wrong, origin);
        if (manifest is null) throw NotOne($"it has no metadata '{GeneratorManifest.MetadataKey}', nor a manifest beside it", origin);
        if (manifest.Graph is null && truncated != manifest.StatisticsSets is not null)
            throw NotOne(truncated ? "it has the input 'truncation', but its manifest no sets of statistics for it"
                : $"its manifest says {manifest.StatisticsSets} sets of statistics, but it has no input 'truncation' to choose among them", origin);
        wrong = Shapes(session, manifest, binding);
        return wrong is null ? manifest : throw NotOne(wrong, origin);
    }

    /// <summary>Reads the latent directions, or null where the file has none.</summary>
    /// <exception cref="GeneratorException">They cannot be read.</exception>
    public static LatentDirections? Directions(InferenceSession session, GeneratorManifest manifest, string origin) =>
        Metadata(session, LatentDirections.MetadataKey, origin) is { } json ? LatentDirections.Parse(json, manifest.LatentSize, origin) : null;

    /// <summary>An entry of a file's metadata, or null.</summary>
    /// <exception cref="GeneratorException">The metadata cannot be read.</exception>
    public static string? Metadata(InferenceSession session, string key, string origin)
    {
        try
        {
            return session.ModelMetadata.CustomMetadataMap.TryGetValue(key, out string? json) ? json : null;
        }
        // What ONNX Runtime makes of entries whose key or value is missing or twice there.
        catch (Exception e) when (e is NullReferenceException or ArgumentException or OnnxRuntimeException)
        {
            throw new GeneratorException($"The metadata of the ONNX file cannot be read: {e.Message.TrimEnd('.')}.", $"The file is '{origin}'.",
                "Check the path, or export the generator again.", e);
        }
    }

    /// <summary>Reads which images the generator was trained on, or null where the file does not say.</summary>
    /// <exception cref="GeneratorException">It cannot be read.</exception>
    public static TrainingImageIndex? TrainingImages(InferenceSession session, string origin) =>
        Metadata(session, TrainingImageIndex.MetadataKey, origin) is { } json ? TrainingImageIndex.Parse(json, origin) : null;

    private static string[] Inputs(GraphBinding binding) =>
        [.. new[] { binding.Latent, binding.Label?.Name, binding.Source?.Name, binding.Truncation }.OfType<string>(), .. binding.Constants?.Keys ?? []];

    private static string? Shapes(InferenceSession session, GeneratorManifest manifest, GraphBinding binding)
    {
        // Files of other programs may have a fixed N.
        bool free = manifest.Graph is null;
        IReadOnlyDictionary<string, NodeMetadata> inputs = session.InputMetadata;
        string? wrong = binding.Latent is { } z ? Shape(z, inputs[z], [.. binding.LatentShape ?? [manifest.LatentSize]], free) : null;
        wrong ??= binding.Label is { Form: LabelForm.OneHot, Name: var y } ? Shape(y, inputs[y], [manifest.Classes.Count], free) : null;
        wrong ??= binding.Label is { Form: LabelForm.Index, Name: var index } ? Index(index, inputs[index]) : null;
        wrong ??= binding.Source is { } source ? Image(source, inputs[source.Name]) : null;
        wrong ??= Image(binding.Image, session.OutputMetadata[binding.Image.Name]);
        if (free && binding.Truncation is { } factor) wrong ??= Shape(factor, inputs[factor], [], free);
        foreach (string name in new[] { binding.Truncation }.OfType<string>().Concat(binding.Constants?.Keys ?? []))
            wrong ??= !inputs[name].IsTensor || !OrtTensor.Knows(inputs[name].ElementType) ? $"'{name}' is no tensor of numbers" : Large(name, inputs[name].Dimensions);
        if (wrong is not null) return wrong;
        // N free makes batches of a few.
        string leading = binding.Latent ?? binding.Source!.Name;
        int widest = Math.Max(manifest.Shape.Length, Math.Max(manifest.LatentSize, manifest.Classes.Count));
        return Large(leading, [inputs[leading].Dimensions[0], widest]);

        string? Image(ImageBinding image, NodeMetadata node) => Shape(
            image.Name,
            node,
            image.Axes == ImageAxes.Nchw ? [manifest.Channels, manifest.Height, manifest.Width] : [manifest.Height, manifest.Width, manifest.Channels],
            free,
            bytes: !free);
    }

    private static string? Large(string name, int[] dimensions) =>
        dimensions.Where(d => d > 0).Aggregate((Int128)1, (product, d) => product * d) is var values && values > MostValues
            ? $"'{name}' takes {values} values at once, but {MostValues} are the most" : null;

    private static string? Names(IReadOnlyList<string> found, string[] wanted, string what) => found.Order().SequenceEqual(wanted.Order())
        ? null
        : $"its {what} are {string.Join(", ", found)}, not {string.Join(", ", wanted)}";

    private static string? Index(string name, NodeMetadata node)
    {
        if (!node.IsTensor || (node.ElementType != typeof(long) && node.ElementType != typeof(int))) return $"'{name}' is no tensor of whole numbers";
        return node.Dimensions.Length is 1 || (node.Dimensions.Length is 2 && node.Dimensions[1] is 1 or < 0) ? null : $"'{name}' is neither [N] nor [N, 1]";
    }

    // A file without shapes (−1 everywhere) is checked when it runs.
    private static string? Shape(string name, NodeMetadata node, int[] wanted, bool free, bool bytes = false)
    {
        if (!node.IsTensor) return $"'{name}' is no tensor";
        if (node.ElementType != typeof(float) && !(bytes && node.ElementType == typeof(byte)))
            return $"'{name}' is of type {node.ElementType.Name}, not Single{(bytes ? " or Byte" : "")}";
        int[] found = node.Dimensions;
        bool fits = found.Length == wanted.Length + 1 && (!free || found[0] < 0)
            && found.Skip(1).Zip(wanted).All(pair => pair.First < 0 || pair.First == pair.Second);
        if (fits) return null;
        string shape = string.Join(", ", found.Select(d => d < 0 ? "N" : d.ToString()));
        return $"'{name}' has the shape [{shape}], but the manifest says [{string.Join(", ", wanted.Select(d => d.ToString()).Prepend("N"))}]";
    }

    private static GeneratorException NotOne(string why, string origin) => new(
        $"The ONNX file is not a class-conditional generator: {why}.",
        $"The file is '{origin}'.",
        "Give a file that was exported as a generator (inputs z and y, output image, and a manifest in the metadata), or write a manifest that says how its "
            + $"inputs and outputs are called: '{ManifestFile.Beside("FILE.onnx")}', see docs/onnx-contract.md.");
}
