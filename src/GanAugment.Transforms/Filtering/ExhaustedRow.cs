namespace GanAugment.Transforms.Filtering;

/// <summary>What becomes of a synthetic row when all its attempts were refused.</summary>
public enum ExhaustedRow
{
    /// <summary>There is no such row: the plan counts what was accepted. Images are judged when the estimator is fitted.</summary>
    LeaveOut,

    /// <summary>The row gets the best of its refused candidates: the one that most filters approved of, and of several the one with the highest score.
    /// Images are judged when they are first read.</summary>
    KeepBest,
}
