using GanAugment.Data;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>Makes the training rows of any setting out of the real images of one repetition.</summary>
/// <param name="train">The real training images.</param>
/// <param name="target">Rows per class to fill up to.</param>
/// <param name="takesWeights">Whether rows can be weighted.</param>
/// <param name="seed">The seed of the repetition.</param>
/// <param name="pool">What a setting may take of the pool: [N][D], and per class the indices of its images.</param>
internal sealed class RowMaker(
    ComparedImages train, int target, bool takesWeights, long seed, Func<ArmSetting, (float[][] Vectors, int[][] ByClass)>? pool = null)
{
    private const double MixUpAlpha = 0.2;

    private readonly int[][] byClass = train.ByClass;

    /// <summary>How many rows each class lacks to the target.</summary>
    public int[] Deficits => [.. byClass.Select(own => Math.Max(0, target - own.Length))];

    /// <summary>How many synthetic rows each class gets.</summary>
    public int[] Wanted(SyntheticUse use) => [.. Deficits.Select(lacking => (int)Math.Round(use.Share * lacking, MidpointRounding.AwayFromZero))];

    /// <summary>How many rows of each kind every class has in a setting when no synthetic image is refused.</summary>
    public ClassRows[] Plan(ArmSetting setting)
    {
        int[] wanted = setting.Synthetic is { } use ? Wanted(use) : new int[byClass.Length], lacking = Deficits;
        bool makes = setting.Treatment is not (Treatment.None or Treatment.ClassWeights);
        return [.. byClass.Select((own, c) => new ClassRows(train.Classes[c], own.Length, makes ? lacking[c] - wanted[c] : 0, wanted[c]))];
    }

    /// <summary>Makes the rows.</summary>
    /// <param name="setting">What is wanted.</param>
    /// <param name="synthetic">Per class at least the images wanted, where there are so many; null without a generator.</param>
    public TrainingRows Make(ArmSetting setting, float[][][]? synthetic)
    {
        var rows = new TrainingRows(train.Classes, train.VectorType);
        int[] wanted = setting.Synthetic is null ? new int[byClass.Length] : Wanted(setting.Synthetic);
        double weight = takesWeights ? setting.Synthetic?.Weight ?? 1 : 1;
        // Once for all classes: a classifier may have to look at all of the pool.
        var others = setting.Treatment is Treatment.PseudoLabels or Treatment.PoolImages ? pool!(setting) : default;
        for (int c = 0; c < byClass.Length; c++)
        {
            int drawn = Math.Min(wanted[c], synthetic?[c].Length ?? 0), rest = Math.Max(0, target - byClass[c].Length - drawn);
            // As heavy as duplicates would make the class.
            double real = setting.Treatment == Treatment.ClassWeights && takesWeights && byClass[c].Length > 0
                ? (Math.Max(target, byClass[c].Length) - drawn * weight) / byClass[c].Length : 1;
            foreach (int i in byClass[c]) rows.Add(train.Vectors[i], c, real);
            for (int n = 0; n < drawn; n++) rows.Add(synthetic![c][n], c, weight);
            rows.Real += byClass[c].Length;
            rows.Synthetic += drawn;
            if (byClass[c].Length > 0) rows.Made += Fill(rows, setting, others, c, rest);
        }

        return rows;
    }

    private int Fill(TrainingRows rows, ArmSetting setting, (float[][] Vectors, int[][] ByClass) others, int c, int count)
    {
        var draws = new DrawStream(seed, setting.Treatment.ToString(), c);
        switch (setting.Treatment)
        {
            case Treatment.Oversampling:
                foreach (int i in Drawn(c, count, ref draws)) rows.Add(train.Vectors[i], c);
                return count;
            case Treatment.Classic:
                var copies = new float[count][];
                int n = 0;
                foreach (int i in Drawn(c, count, ref draws)) copies[n++] = setting.Classic.Apply(train.Shape, train.Pixels[i], ref draws);
                foreach (float[] vector in train.Represent(copies)) rows.Add(vector, c);
                return count;
            case Treatment.MixUp:
                Mix(rows, c, count, ref draws);
                return count;
            case Treatment.Smote:
                foreach (float[] vector in new Smote(train.Vectors, byClass[c]).Make(Drawn(c, count, ref draws), ref draws)) rows.Add(vector, c);
                return count;
            case Treatment.PseudoLabels or Treatment.PoolImages:
                int[] known = others.ByClass[c], order = draws.Order(known.Length);
                int taken = Math.Min(count, order.Length);
                foreach (int i in order.AsSpan(0, taken)) rows.Add(others.Vectors[known[i]], c);
                foreach (int i in Drawn(c, count - taken, ref draws)) rows.Add(train.Vectors[i], c);
                return count;
            default:
                return 0;
        }
    }

    // Whole rounds first, then a random choice: no image is taken more than once more often than another of its class.
    private int[] Drawn(int c, int count, ref DrawStream draws)
    {
        int[] own = byClass[c], order = draws.Order(own.Length);
        return [.. Enumerable.Range(0, count).Select(n => own[order[n % own.Length]])];
    }

    private void Mix(TrainingRows rows, int c, int count, ref DrawStream draws)
    {
        int[] own = Drawn(c, count, ref draws);
        var mixed = new float[count][];
        var others = new (int Label, double Share)[count];
        for (int n = 0; n < count; n++)
        {
            int other = draws.Below(train.Labels.Count);
            double share = draws.Beta(MixUpAlpha);
            share = Math.Max(share, 1 - share); // The class that lacks rows keeps the larger part.
            float[] a = train.Pixels[own[n]], b = train.Pixels[other], mix = new float[a.Length];
            for (int p = 0; p < mix.Length; p++) mix[p] = (float)(share * a[p] + (1 - share) * b[p]);
            (mixed[n], others[n]) = (mix, (train.Labels[other], share));
        }

        float[][] vectors = train.Represent(mixed);
        for (int n = 0; n < count; n++)
        {
            var (label, share) = others[n];
            if (label == c)
            {
                rows.Add(vectors[n], c);
            }
            else if (takesWeights)
            {
                // The cross-entropy of a mixed label is that of both labels, weighted.
                rows.Add(vectors[n], c, share);
                rows.Add(vectors[n], label, 1 - share);
            }
            else
            {
                rows.Add(vectors[n], draws.Unit() < share ? c : label);
            }
        }
    }
}
