namespace GanAugment.Generation;

/// <summary>How the inputs and outputs of a generator file are called and formed, where they are not those of <c>ganaugment export</c> (z, y → image).</summary>
public sealed record GraphBinding
{
    /// <summary>The input of latents, float; null where the file takes none.</summary>
    public string? Latent { get; init; }

    /// <summary>The shape of one latent where it is no plain vector, for example [100, 1, 1].</summary>
    public IReadOnlyList<int>? LatentShape { get; init; }

    /// <summary>The input of classes; null where the file makes one class.</summary>
    public LabelBinding? Label { get; init; }

    /// <summary>The output of images.</summary>
    public ImageBinding Image { get; init; } = new();

    /// <summary>The input of images to translate; null in a generator, which makes its images of latents alone.</summary>
    public ImageBinding? Source { get; init; }

    /// <summary>The classes whose images can be translated; null is every class but the one wanted.</summary>
    public IReadOnlyList<string>? SourceClasses { get; init; }

    /// <summary>The input that takes ψ of <see cref="Generation.Truncation.Scaled"/>, 1 without truncation; null where there is none.</summary>
    public string? Truncation { get; init; }

    /// <summary>Inputs that get the same number every time, by name.</summary>
    public IReadOnlyDictionary<string, double>? Constants { get; init; }

    /// <summary>What cannot be, or null.</summary>
    internal string? Wrong(GeneratorManifest manifest)
    {
        if (Label is { } label && !Enum.IsDefined(label.Form)) return $"its graph has no label of the form {(int)label.Form}";
        foreach (ImageBinding image in new[] { Image, Source }.OfType<ImageBinding>())
            if (!Enum.IsDefined(image.Axes) || !Enum.IsDefined(image.Values)) return $"its graph has '{image.Name}' in no known form";
        if (Source is null && Latent is null) return "its graph takes neither latents nor images";
        if (LatentShape?.Any(d => d < 1) == true) return $"its latent shape [{string.Join(", ", LatentShape)}] is none";
        if (Latent is not null && LatentShape is { } shape && shape.Aggregate(1L, (a, b) => a * b) != manifest.LatentSize)
            return $"its latent shape [{string.Join(", ", shape)}] holds no {manifest.LatentSize} numbers";
        if (Latent is null && manifest.LatentSize != 0) return $"its graph takes no latents, so its latent size must be 0, not {manifest.LatentSize}";
        if (Label is null && manifest.Classes.Count != 1) return $"its graph takes no label, so it makes one class, not {manifest.Classes.Count}";
        string[] inputs = [.. new[] { Latent, Label?.Name, Source?.Name, Truncation }.OfType<string>(), .. Constants?.Keys ?? []];
        return inputs.Distinct().Count() == inputs.Length ? null : "its graph uses one input twice";
    }
}
