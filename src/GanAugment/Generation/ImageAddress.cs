namespace GanAugment.Generation;

/// <summary>Which image of a generator: with the seed of the latents it determines every bit of it.</summary>
/// <param name="Class">The class, an index into the generator's classes.</param>
/// <param name="Row">The row of the latent stream within the class, 0 or more.</param>
/// <param name="Truncation">How z is drawn.</param>
public readonly record struct ImageAddress(int Class, long Row, Truncation Truncation = default);
