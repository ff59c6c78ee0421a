namespace GanAugment.Training.Import;

/// <summary>How far an import is.</summary>
/// <param name="Read">Numbers read so far.</param>
/// <param name="Total">Numbers to read.</param>
public readonly record struct ImportProgress(long Read, long Total);
