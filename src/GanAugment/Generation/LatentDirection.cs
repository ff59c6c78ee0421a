using System.Text.Json.Serialization;

namespace GanAugment.Generation;

/// <summary>A direction of z that changes what one layer makes of it; of length 1 in the space of whole latents, 0 outside the layer's part.</summary>
public sealed record LatentDirection
{
    /// <summary>The layer whose output changes.</summary>
    public required string Layer { get; init; }

    /// <summary>Its place among the layer's directions, 0 for the one that changes most.</summary>
    public required int Rank { get; init; }

    /// <summary>How far the layer's output moves per unit: a singular value of its weights.</summary>
    public required double Strength { get; init; }

    /// <summary>The first component of z that it moves.</summary>
    public required int Offset { get; init; }

    /// <summary>The components from <see cref="Offset"/> on; the largest is positive.</summary>
    public required IReadOnlyList<float> Components { get; init; }

    /// <summary>For example <c>block 1 #1</c>: the layer and its rank, counted from 1.</summary>
    [JsonIgnore]
    public string Name => FormattableString.Invariant($"{Layer} #{Rank + 1}");

    /// <summary>Moves a latent along the direction.</summary>
    /// <param name="z">Z components.</param>
    /// <param name="distance">How far; components of z have standard deviation 1.</param>
    /// <param name="moved">Receives Z components; may be <paramref name="z"/>.</param>
    public void Move(ReadOnlySpan<float> z, double distance, Span<float> moved)
    {
        z.CopyTo(moved);
        for (int i = 0; i < Components.Count; i++) moved[Offset + i] = (float)(z[Offset + i] + distance * Components[i]);
    }
}
