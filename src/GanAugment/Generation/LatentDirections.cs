using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Evaluation;

namespace GanAugment.Generation;

/// <summary>Directions of z found in closed form: eigenvectors of AᵀA of the weights A of the layers that take z in (Shen and Zhou 2021, "Closed-Form
/// Factorization of Latent Semantics in GANs").</summary>
/// <remarks>Layer after layer, strongest first. Directions of layers that take in the same part of z are orthonormal within a layer only. A generator file
/// carries them in the metadata entry <see cref="MetadataKey"/>, since an ONNX graph does not say which of its weights are A.</remarks>
public sealed class LatentDirections : IReadOnlyList<LatentDirection>
{
    /// <summary>The ONNX metadata key that holds them.</summary>
    public const string MetadataKey = "ganaugment.directions";

    /// <summary>The version of this document's format; readers refuse newer ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>How many directions of each layer are kept when nothing else is said.</summary>
    public const int PerLayer = 8;

    private const int Most = 1 << 16;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    private readonly LatentDirection[] directions;

    private LatentDirections(LatentDirection[] directions) => this.directions = directions;

    /// <inheritdoc/>
    public int Count => directions.Length;

    /// <inheritdoc/>
    public LatentDirection this[int index] => directions[index];

    /// <summary>Finds the directions of layers.</summary>
    /// <param name="layers">The layers, with their weights as they are used.</param>
    /// <param name="perLayer">The most directions of each layer.</param>
    public static LatentDirections Of(IEnumerable<LatentLayer> layers, int perLayer = PerLayer)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfLessThan(perLayer, 1);
        return new LatentDirections([.. layers.SelectMany(layer => Strongest(layer, perLayer))]);
    }

    /// <summary>Writes the document.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Document { Directions = directions }, Json);

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="latentSize">Z.</param>
    /// <param name="origin">The file it came from, for messages.</param>
    /// <exception cref="GeneratorException">Not JSON, an unknown or missing property, a newer version, or a direction that is none of such a z.</exception>
    public static LatentDirections Parse(string json, int latentSize, string origin)
    {
        Document document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(json, Json) ?? throw new JsonException("the document is null");
        }
        catch (JsonException e)
        {
            throw Unreadable(e.Message.TrimEnd('.'), origin, e);
        }

        if (document.Version is < 1 or > CurrentVersion)
            throw Unreadable($"their version is {document.Version}, this program reads up to {CurrentVersion}", origin);
        if (document.Directions.Length > Most) throw Unreadable($"there are {document.Directions.Length} of them", origin);
        for (int i = 0; i < document.Directions.Length; i++)
            if (Wrong(document.Directions[i], latentSize) is { } why) throw Unreadable($"direction {i} {why}", origin);
        return new LatentDirections(document.Directions);
    }

    /// <inheritdoc/>
    public IEnumerator<LatentDirection> GetEnumerator() => ((IEnumerable<LatentDirection>)directions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<LatentDirection> Strongest(LatentLayer layer, int most)
    {
        int n = layer.Length;
        var row = new double[n];
        double[][] gram = [.. Enumerable.Range(0, n).Select(i => new double[i + 1])]; // AᵀA, the lower triangle.
        foreach (ReadOnlyMemory<float> weights in layer.Weights)
        {
            ReadOnlySpan<float> rows = weights.Span;
            if (rows.Length % n != 0) throw new ArgumentException($"Rows of {n} weights have a multiple of {n} values, but '{layer.Name}' has {rows.Length}.");
            for (int start = 0; start < rows.Length; start += n)
            {
                for (int i = 0; i < n; i++) row[i] = rows[start + i];
                for (int i = 0; i < n; i++) Vectors.Add(gram[i], row.AsSpan(0, i + 1), row[i]);
            }
        }

        var (values, vectors) = SymmetricEigenvectors.Of(gram);
        return Enumerable.Range(0, Math.Min(n, most)).Select(rank => new LatentDirection
        {
            Layer = layer.Name, Rank = rank, Strength = Math.Sqrt(Math.Max(0, values[rank])), Offset = layer.Offset, Components = Upright(vectors[rank]),
        });
    }

    // Both signs solve the equation; the largest component decides, the first of several that differ by rounding alone.
    private static float[] Upright(double[] vector)
    {
        double largest = vector.Max(Math.Abs);
        double sign = Math.Sign(vector.First(component => Math.Abs(component) >= largest * (1 - 1e-6)));
        return [.. vector.Select(component => (float)(sign * component))];
    }

    private static string? Wrong(LatentDirection? direction, int latentSize)
    {
        if (direction is null) return "is null";
        int length = direction.Components.Count;
        if (direction.Offset < 0 || length < 1 || direction.Offset > latentSize - length)
            return $"moves {length} components from {direction.Offset} on, but z has {latentSize}";
        double square = direction.Components.Sum(component => (double)component * component);
        return Math.Abs(square - 1) <= 1e-3 ? null : FormattableString.Invariant($"has the length {Math.Sqrt(square):G4} instead of 1");
    }

    private static GeneratorException Unreadable(string why, string origin, Exception? inner = null) => new(
        $"The generator's latent directions cannot be read: {why}.", $"They are the '{MetadataKey}' entry of '{origin}'.",
        "Export the generator again.", inner);

    private sealed record Document
    {
        public int Version { get; init; } = CurrentVersion;

        public required LatentDirection[] Directions { get; init; }
    }
}
