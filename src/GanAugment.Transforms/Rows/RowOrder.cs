namespace GanAugment.Transforms.Rows;

/// <summary>Decides for one cursor whether a real or a synthetic row comes next, and which synthetic one.</summary>
internal abstract class RowOrder
{
    private RowOrder(int synthetic) => Synthetic = synthetic;

    protected int Synthetic { get; }

    protected int Given { get; private set; }

    /// <summary>The next synthetic row if one is due after so many real rows, else −1.</summary>
    public int Next(long realRead, bool realEnded)
    {
        if (Given == Synthetic || !(realEnded || IsDue(realRead))) return -1;
        return Row(Given++);
    }

    protected abstract bool IsDue(long realRead);

    protected virtual int Row(int index) => index;

    public static RowOrder Of(SyntheticRowPlacement placement, long real, int synthetic) =>
        placement == SyntheticRowPlacement.Appended ? new Appended(synthetic) : new Interleaved(real, synthetic);

    /// <summary>All rows in random order, provided that the real ones come in random order themselves.</summary>
    public static RowOrder Shuffled(long real, int synthetic, Random random) => new AtRandom(real, synthetic, random);

    private sealed class Appended(int synthetic) : RowOrder(synthetic)
    {
        protected override bool IsDue(long realRead) => false;
    }

    private sealed class Interleaved(long real, int synthetic) : RowOrder(synthetic)
    {
        // After r real rows floor(r · synthetic / real) synthetic ones are due: counted on from row to row, because a division of 128 bits for each row
        // would cost more than the rest of the cursor.
        private long seen, due, rest;

        protected override bool IsDue(long realRead)
        {
            for (; seen < realRead; seen++)
            {
                rest += Synthetic;
                if (rest < real) continue;
                due += rest / real;
                rest %= real;
            }

            return Given < due;
        }
    }

    private sealed class AtRandom : RowOrder
    {
        private readonly long real;
        private readonly Random random;
        private readonly int[] permutation;

        public AtRandom(long real, int synthetic, Random random) : base(synthetic)
        {
            this.real = real;
            this.random = random;
            permutation = new int[synthetic];
            for (int i = 0; i < synthetic; i++) permutation[i] = i;
            random.Shuffle(permutation);
        }

        // Each of the rows that are left is as likely as any other to come next.
        protected override bool IsDue(long realRead)
        {
            long left = Synthetic - Given;
            return random.NextInt64(Math.Max(0, real - realRead) + left) < left;
        }

        protected override int Row(int index) => permutation[index];
    }
}
