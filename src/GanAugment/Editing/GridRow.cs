namespace GanAugment.Editing;

/// <summary>One row of a grid.</summary>
/// <param name="Caption">What stands beside it; the first line says what tells it from its neighbours.</param>
/// <param name="Classes">The class names it shows: one, or the two it goes between.</param>
/// <param name="Seeds">The seeds of its latents: one per image, one for all, or the two it goes between.</param>
/// <param name="Cells">Its images.</param>
public sealed record GridRow(string Caption, IReadOnlyList<string> Classes, IReadOnlyList<long> Seeds, IReadOnlyList<GridCell> Cells)
{
    /// <summary>The index of the direction it follows, or null.</summary>
    public int? Direction { get; init; }

    /// <summary>Whether it begins a group of rows.</summary>
    public bool Apart { get; init; }
}
