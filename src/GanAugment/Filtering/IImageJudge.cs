namespace GanAugment.Filtering;

/// <summary>Judges candidates for one training set. A verdict depends on the candidate alone, never on the batch it came in. One call at a time.</summary>
public interface IImageJudge : IDisposable
{
    /// <summary>Judges a batch.</summary>
    /// <param name="candidates">Which image each is: N of them, of any classes.</param>
    /// <param name="images">[N, C, H, W] in [−1, 1].</param>
    /// <param name="verdicts">Receives N verdicts.</param>
    void Judge(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> images, Span<ImageVerdict> verdicts);
}
