using GanAugment.Data;
using GanAugment.Generation;

namespace GanAugment.Filtering;

/// <summary>What a filter gets ready for: the real images of a training set, and a generator of its classes.</summary>
public class FilterContext
{
    /// <summary>What the generator says of itself; real and synthetic images have its shape.</summary>
    public required GeneratorManifest Generator { get; init; }

    /// <summary>The class names of the training set.</summary>
    public required ClassMap Classes { get; init; }

    /// <summary>The generator's class for each of <see cref="Classes"/>; −1 where it has none.</summary>
    public required IReadOnlyList<int> GeneratorClasses { get; init; }

    /// <summary>The classes that synthetic images are wanted of; a filter need not get ready for others.</summary>
    public required IReadOnlyList<int> Wanted { get; init; }

    /// <summary>Reads the real images of the training set, classes as in <see cref="Classes"/>; the same images every time.</summary>
    public required Func<ILabelledImageSource> Real { get; init; }

    /// <summary>Draws images for calibration: (class, count) to [count, C, H, W] in [−1, 1]. None of them is ever a candidate. The same images every time.
    /// </summary>
    public required Func<int, int, float[]> Draw { get; init; }

    /// <summary>The seed of whatever is drawn at random.</summary>
    public long Seed { get; init; }

    /// <summary>The folder of the generator's file; null where it came from no file.</summary>
    public string? GeneratorFolder { get; init; }

    /// <summary>Takes warnings.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>Cancels getting ready.</summary>
    public CancellationToken Cancellation { get; init; }
}
