namespace GanAugment.Filtering;

/// <summary>An image that may become a row: candidate 0, 1, 2 … of its class.</summary>
/// <param name="Class">The class, an index into <see cref="FilterContext.Classes"/>.</param>
/// <param name="Number">Which of the class, 0 or more; addresses whatever is drawn at random for it.</param>
public readonly record struct Candidate(int Class, long Number);
