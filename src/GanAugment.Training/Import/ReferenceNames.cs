using System.Globalization;

namespace GanAugment.Training.Import;

/// <summary>The names that ajbrock/BigGAN-PyTorch gives to the tensors of its networks, and this project's for the same tensors.</summary>
/// <remarks>
/// <c>shared</c>, <c>embed</c> are our <c>embedding</c>; <c>blocks.i.0.bn1</c> is <c>blocks.i.norm1</c>; <c>conv_sc</c> is <c>shortcut</c>;
/// <c>blocks.i.1</c> with attention is <c>blocks.i.attention</c>; <c>output_layer.0</c> and <c>.2</c> are <c>norm</c> and <c>convolution</c>;
/// <c>u0</c> is <c>u</c>, <c>stored_mean</c> is <c>mean</c>. In its deep discriminator blocks are numbered within their stage.
/// </remarks>
internal static class ReferenceNames
{
    private static readonly string[] AttentionParts = ["theta", "phi", "g", "o", "gamma"];

    private static readonly (string Ours, string Theirs)[] Parts =
    [
        ("shortcut", "conv_sc"), ("norm1", "bn1"), ("norm2", "bn2"), ("norm3", "bn3"), ("norm4", "bn4"), ("u", "u0"), ("mean", "stored_mean"),
        ("variance", "stored_var"),
    ];

    /// <summary>Their name for a tensor of our generator.</summary>
    public static string OfGenerator(string ours) => Of(ours, "shared", depth: 1);

    /// <summary>Their name for a tensor of our discriminator.</summary>
    /// <param name="ours">Our name.</param>
    /// <param name="depth">Blocks per stage; 1 in the plain family.</param>
    public static string OfDiscriminator(string ours, int depth) => Of(ours, "embed", depth);

    /// <summary>Our name for a tensor of their networks, or null where ours have no such tensor.</summary>
    /// <param name="theirs">Their name.</param>
    /// <param name="depth">Blocks per stage in their deep discriminator; 1 elsewhere.</param>
    public static string? ToOurs(string theirs, int depth = 1)
    {
        string[] parts = theirs.Split('.');
        return parts switch
        {
            ["shared" or "embed", .. var rest] => Join(["embedding", .. rest]),
            ["input_conv", .. var rest] => Join(["stem", .. rest]),
            ["linear", ..] => Join(parts),
            ["output_layer", "0", .. var rest] => Join(["norm", .. Statistics(rest)]),
            ["output_layer", "2", .. var rest] => Join(["convolution", .. rest]),
            ["blocks", var stage, var place, .. var rest] when Number(stage) is { } s && Number(place) is { } p && rest.Length > 0 => (p - depth) switch
            {
                0 when AttentionParts.Contains(rest[0]) => Join(["blocks", $"{(s + 1) * depth - 1}", "attention", .. rest]),
                < 0 => Join(["blocks", $"{s * depth + p}", .. Statistics(rest)]),
                _ => null,
            },
            _ => null,
        };
    }

    private static string Of(string ours, string embedding, int depth)
    {
        string[] parts = [.. ours.Split('.').Select(part => Parts.FirstOrDefault(p => p.Ours == part).Theirs ?? part)];
        if (parts is ["blocks", var index, .. var rest] && Number(index) is { } block)
            return string.Join('.', rest is ["attention", .. var inner]
                ? ["blocks", $"{block / depth}", $"{depth}", .. inner]
                : ["blocks", $"{block / depth}", $"{block % depth}", .. rest]);
        return string.Join('.', parts switch
        {
            ["embedding", .. var tail] => [embedding, .. tail],
            ["stem", .. var tail] => ["input_conv", .. tail],
            ["norm", .. var tail] => ["output_layer", "0", .. tail],
            ["convolution", .. var tail] => ["output_layer", "2", .. tail],
            _ => parts,
        });
    }

    // Two of their three batch norms keep the statistics in a module of their own.
    private static string[] Statistics(string[] parts) => parts switch
    {
        [.. var head, "bn", "stored_mean" or "running_mean"] => [.. head, "mean"],
        [.. var head, "bn", "stored_var" or "running_var"] => [.. head, "variance"],
        [.. var head, "bn", "accumulation_counter"] => [.. head, AjbrockWeights.Counter],
        [.. var head, "bn", "num_batches_tracked"] => [.. head, AjbrockWeights.Unused],
        _ => parts,
    };

    // Few digits, so that nothing below can overflow.
    private static int? Number(string text) => text.Length is > 0 and <= 4 && text.All(char.IsAsciiDigit) ? int.Parse(text, CultureInfo.InvariantCulture)
        : null;

    private static string Join(string[] parts) => string.Join('.', parts.Select(part => Parts.FirstOrDefault(p => p.Theirs == part).Ours ?? part));
}
