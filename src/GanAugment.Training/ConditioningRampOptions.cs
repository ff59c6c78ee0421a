namespace GanAugment.Training;

/// <summary>Transitional conditioning: both networks begin without classes and are told of them little by little, for on few images conditioning itself makes
/// a generator collapse (Shahbazi et al. 2022).</summary>
/// <remarks>Told λ of a class, from 0 to 1, G's class embedding and D's class projection are λ times what they are. Generators published on the way have λ
/// in their embedding: one that was told nothing draws all classes alike.</remarks>
public sealed record ConditioningRampOptions
{
    /// <summary>The step up to which the networks are told nothing.</summary><value>Default 2000, the paper's.</value>
    public int Start { get; init; } = 2000;

    /// <summary>The step from which they are told everything.</summary><value>Default 4000, the paper's.</value>
    public int End { get; init; } = 4000;
}
