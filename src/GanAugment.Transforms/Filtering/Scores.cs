namespace GanAugment.Transforms.Filtering;

/// <summary>The scores of classifiers, which are probabilities or are not.</summary>
internal static class Scores
{
    private const float Tolerance = 1e-3f;

    /// <summary>Leaves what is a distribution as it is; anything else is taken for logits and goes through a softmax.</summary>
    public static void ToProbabilities(Span<float> scores)
    {
        float sum = 0, largest = float.NegativeInfinity;
        bool distribution = true;
        foreach (float score in scores)
        {
            sum += score;
            largest = MathF.Max(largest, score);
            distribution &= score is >= 0 and <= 1;
        }

        if (distribution && MathF.Abs(sum - 1) <= Tolerance) return;
        sum = 0;
        foreach (ref float score in scores) sum += score = MathF.Exp(score - largest);
        foreach (ref float score in scores) score /= sum;
    }
}
