using GanAugment.Data;
using GanAugment.Filtering;

namespace GanAugment.Transforms.Filtering;

/// <summary>Decides, class by class and candidate by candidate, which images become rows: row r is the r-th that is accepted.</summary>
/// <remarks>A class's candidates are judged in the order of their numbers and one after the other, so batches, reading order and threads change nothing.
/// </remarks>
internal sealed class AcceptedCandidates : IDisposable
{
    // So many rows given up one after the other, and the class gets no more: its filters refuse everything.
    private const int Hopeless = 5;

    private readonly IReadOnlyList<string> names;
    private readonly IImageFilter[] filters;
    private readonly IImageJudge[] judges;
    private readonly int imageLength;
    private readonly int attemptsPerRow;
    private readonly ExhaustedRow exhausted;
    private readonly ClassState[] classes;
    private bool disposed;

    /// <param name="names">The classes.</param>
    /// <param name="wanted">Rows wanted of each.</param>
    /// <param name="filters">All of them must approve.</param>
    /// <param name="judges">The filters, ready for these classes.</param>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="attemptsPerRow">Refusals in a row after which a row is given up.</param>
    /// <param name="exhausted">What becomes of it then.</param>
    public AcceptedCandidates(
        IReadOnlyList<string> names, IReadOnlyList<long> wanted, IEnumerable<IImageFilter> filters, IEnumerable<IImageJudge> judges, ImageShape shape,
        int attemptsPerRow, ExhaustedRow exhausted)
    {
        this.names = names;
        this.filters = [.. filters];
        this.judges = [.. judges];
        imageLength = shape.Length;
        this.attemptsPerRow = attemptsPerRow;
        this.exhausted = exhausted;
        classes = [.. wanted.Select(rows => new ClassState(rows, this.filters.Length))];
    }

    public int Classes => classes.Length;

    /// <summary>Rows that have their candidate.</summary>
    public int Accepted(int c) => classes[c].Numbers.Count;

    /// <summary>The candidate of a row that has one.</summary>
    public long NumberOf(int c, int row) => classes[c].Numbers[row];

    /// <summary>Whether every row of the class has its candidate or was given up.</summary>
    public bool IsComplete(int c) => classes[c].Resolved == classes[c].Wanted;

    /// <summary>The number of the class's next candidate.</summary>
    public long Next(int c) => classes[c].Judged;

    /// <summary>The share of candidates accepted so far, never quite 0.</summary>
    public double Rate(int c) => (classes[c].Accepted + 1.0) / (classes[c].Judged + 2);

    /// <summary>Judges candidates; each class's numbers go on where the last call ended. What comes after a class is complete is ignored.</summary>
    /// <param name="candidates">N candidates of any classes.</param>
    /// <param name="images">[N, C, H, W] in [−1, 1].</param>
    /// <param name="accepted">Called for every candidate that becomes a row: its place in the batch, and the row within its class.</param>
    public void Judge(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> images, Action<int, int> accepted)
    {
        var (passed, scores) = Verdicts(candidates, images);
        for (int n = 0; n < candidates.Length; n++)
        {
            var (c, number) = candidates[n];
            ClassState state = classes[c];
            if (state.Resolved == state.Wanted) continue;
            state.Judged++;
            if (passed[n] == filters.Length)
            {
                accepted(n, state.Numbers.Count);
                state.Accept(number);
            }
            else
            {
                state.Refuse(number, passed[n], scores[n]);
                if (state.Attempts == attemptsPerRow) GiveUp(state);
            }
        }
    }

    /// <summary>There are no more candidates: the rows that have none are left out.</summary>
    public void End(int c) => classes[c].LeaveOut(all: true);

    public FilterReport Report() => new([.. filters.Select(f => f.Name)], classes.Select((state, c) =>
        new ClassAcceptance(names[c], state.Judged, state.Accepted, state.KeptAnyway, state.LeftOut, [.. state.Refused])));

    /// <summary>Sends the judges home; what they decided stays.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        foreach (IImageJudge judge in judges) judge.Dispose();
    }

    private void GiveUp(ClassState state)
    {
        if (exhausted == ExhaustedRow.KeepBest) state.KeepBest();
        else state.LeaveOut(all: state.GivenUpInARow + 1 >= Hopeless);
    }

    // Later filters see only what the earlier ones passed; the cheap ones belong in front.
    private (int[] Passed, float[] Scores) Verdicts(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> images)
    {
        int[] passed = new int[candidates.Length];
        float[] scores = new float[candidates.Length];
        int[] left = [.. Enumerable.Range(0, candidates.Length)];
        for (int f = 0; f < judges.Length && left.Length > 0; f++)
        {
            Candidate[] some = new Candidate[left.Length];
            float[] theirs = new float[left.Length * imageLength]; // [N, C, H, W]
            for (int i = 0; i < left.Length; i++)
            {
                some[i] = candidates[left[i]];
                images.Slice(left[i] * imageLength, imageLength).CopyTo(theirs.AsSpan(i * imageLength));
            }

            var verdicts = new ImageVerdict[left.Length];
            judges[f].Judge(some, theirs, verdicts);
            for (int i = 0; i < left.Length; i++)
            {
                scores[left[i]] = verdicts[i].Score;
                if (verdicts[i].Keep) passed[left[i]]++;
            }

            left = [.. left.Where((_, i) => verdicts[i].Keep)];
        }

        return (passed, scores);
    }

    private sealed class ClassState(long wanted, int filters)
    {
        private (int Passed, float Score, long Number) best;

        public long Wanted => wanted;

        public List<long> Numbers { get; } = [];

        public long[] Refused { get; } = new long[filters];

        public long Judged { get; set; }

        public long Accepted { get; private set; }

        public long KeptAnyway { get; private set; }

        public long LeftOut { get; private set; }

        public int Attempts { get; private set; }

        public int GivenUpInARow { get; private set; }

        public long Resolved => Numbers.Count + LeftOut;

        public void Accept(long number)
        {
            Numbers.Add(number);
            Accepted++;
            Attempts = 0;
            GivenUpInARow = 0;
        }

        public void Refuse(long number, int passed, float score)
        {
            Refused[passed]++;
            if (Attempts++ == 0 || (passed, score).CompareTo((best.Passed, best.Score)) > 0) best = (passed, score, number);
        }

        public void KeepBest()
        {
            Numbers.Add(best.Number);
            KeptAnyway++;
            Attempts = 0;
        }

        public void LeaveOut(bool all)
        {
            LeftOut += all ? Wanted - Resolved : 1;
            GivenUpInARow++;
            Attempts = 0;
        }
    }
}
