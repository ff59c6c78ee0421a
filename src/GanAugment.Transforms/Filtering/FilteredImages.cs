using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Provenance;
using GanAugment.Sampling;
using GanAugment.Transforms.Candidates;
using GanAugment.Transforms.Rows;

namespace GanAugment.Transforms.Filtering;

/// <summary>Images that filters approved of: row r of a class is the r-th accepted candidate of the class.</summary>
/// <remarks>Candidates are made in batches of the classes that rows are missing of. An accepted image that no row was asked for yet is kept within limits;
/// beyond them it is made again from its address.</remarks>
internal sealed class FilteredImages : ISyntheticImages
{
    private readonly ICandidateImages candidates;
    private readonly AcceptedCandidates accepted;
    private readonly BigGanAugmentationOptions options;
    private readonly CatalogEnvironment environment;
    private readonly Dictionary<(int Class, int Row), byte[]> early = [];
    private readonly long earlyLimit;
    private SyntheticRows? rows;
    private bool reported;

    /// <param name="candidates">Makes the candidates.</param>
    /// <param name="accepted">Judges them.</param>
    /// <param name="options">Batch size, memory limit, cancellation.</param>
    /// <param name="environment">Where the report goes.</param>
    public FilteredImages(ICandidateImages candidates, AcceptedCandidates accepted, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        this.candidates = candidates;
        this.accepted = accepted;
        this.options = options;
        this.environment = environment;
        earlyLimit = Math.Max(options.BatchSize, options.MemoryLimit / 2 / Shape.Length);
    }

    public ImageShape Shape => candidates.Shape;

    /// <summary>What the filters did so far.</summary>
    public FilterReport Report => accepted.Report();

    /// <summary>Where rows may be left out, or candidates end, judges until every row has its candidate or is given up; else images are judged as they are
    /// read.</summary>
    /// <returns>The plan with the rows that there will be.</returns>
    public SamplingPlan Settle(SamplingPlan plan)
    {
        bool endless = Enumerable.Range(0, plan.Count).All(c => candidates.Limit(c) >= ImageAddresses.Rows);
        if (options.WhenAttemptsRunOut == ExhaustedRow.KeepBest && endless) return plan;
        try
        {
            Advance([.. Enumerable.Repeat(int.MaxValue, accepted.Classes)]);
        }
        catch
        {
            // Nobody has it yet who could.
            Dispose();
            throw;
        }

        SamplingPlan settled = plan.With([.. Enumerable.Range(0, accepted.Classes).Select(c => (long)accepted.Accepted(c))]);
        if (settled.SyntheticTotal < plan.SyntheticTotal) environment.Info($"Synthetic rows that passed the filters:\n{settled}");
        return settled;
    }

    /// <summary>Says which rows there are; needed before images are made.</summary>
    public void Assign(SyntheticRows synthetic) => rows = synthetic;

    public void Make(ReadOnlySpan<int> wanted, Span<float> images)
    {
        int length = Shape.Length;
        int[] until = new int[accepted.Classes];
        foreach (int row in wanted)
        {
            var (c, r) = Of(row);
            until[c] = Math.Max(until[c], r + 1);
        }

        Advance(until);
        var again = new List<(int Place, Candidate Candidate)>();
        for (int i = 0; i < wanted.Length; i++)
        {
            (int Class, int Row) of = Of(wanted[i]);
            if (early.Remove(of, out byte[]? image)) PixelRange.ToUnit(image, images.Slice(i * length, length));
            else again.Add((i, new Candidate(of.Class, accepted.NumberOf(of.Class, of.Row))));
        }

        if (again.Count == 0) return;
        float[] made = new float[again.Count * length]; // [N, C, H, W]
        candidates.Make([.. again.Select(pair => pair.Candidate)], made);
        for (int i = 0; i < again.Count; i++) made.AsSpan(i * length, length).CopyTo(images[(again[i].Place * length)..]);
    }

    public SyntheticOrigin OriginOf(int row)
    {
        var (c, r) = Of(row);
        int[] until = new int[accepted.Classes];
        until[c] = r + 1;
        Advance(until);
        return candidates.OriginOf(new Candidate(c, accepted.NumberOf(c, r)));
    }

    public void Release() => candidates.Release();

    public void Dispose()
    {
        candidates.Dispose();
        accepted.Dispose();
        early.Clear();
    }

    private (int Class, int Row) Of(int row) => (rows!.ClassOf(row), rows.RowInClass(row));

    private void Advance(int[] until)
    {
        while (Compose(until) is { Length: > 0 } batch)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            int length = Shape.Length;
            float[] images = new float[batch.Length * length]; // [N, C, H, W]
            candidates.Make(batch, images);
            accepted.Judge(batch, images, (place, row) =>
            {
                if (early.Count >= earlyLimit) return;
                byte[] image = new byte[length];
                PixelRange.ToBytes(images.AsSpan(place * length, length), image);
                early[(batch[place].Class, row)] = image;
            });
        }

        if (reported || !Enumerable.Range(0, accepted.Classes).All(accepted.IsComplete)) return;
        reported = true;
        accepted.Dispose();
        Say(accepted.Report());
    }

    // A full batch of the classes that rows are missing of, in proportion to what is missing and to how often candidates are refused.
    private Candidate[] Compose(int[] until)
    {
        int[] lacking = [.. Enumerable.Range(0, accepted.Classes).Where(c => !accepted.IsComplete(c) && accepted.Accepted(c) < until[c])];
        foreach (int c in lacking)
            if (accepted.Next(c) >= candidates.Limit(c)) accepted.End(c);
        lacking = [.. lacking.Where(c => !accepted.IsComplete(c))];
        if (lacking.Length == 0) return [];
        double[] expected = [.. lacking.Select(c => Math.Min(until[c] - accepted.Accepted(c), options.BatchSize) / accepted.Rate(c))];
        double all = expected.Sum();
        var batch = new List<Candidate>(options.BatchSize);
        for (int i = 0; i < lacking.Length && batch.Count < options.BatchSize; i++)
        {
            int share = (int)Math.Max(1, Math.Round(expected[i] / all * options.BatchSize));
            long first = accepted.Next(lacking[i]), end = Math.Min(first + Math.Min(share, options.BatchSize - batch.Count), candidates.Limit(lacking[i]));
            for (long number = first; number < end; number++) batch.Add(new Candidate(lacking[i], number));
        }

        return [.. batch];
    }

    private void Say(FilterReport report)
    {
        environment.Info($"Candidates and filters:\n{report}");
        string[] short_ = [.. report.Where(c => c.KeptAnyway + c.LeftOut > 0).Select(c =>
            FormattableString.Invariant($"'{c.ClassName}' ({c.KeptAnyway + c.LeftOut} rows, {100 * c.Rate:0.#} % accepted)"))];
        if (short_.Length == 0) return;
        string what = options.WhenAttemptsRunOut == ExhaustedRow.KeepBest
            ? "got the best candidate that the filters refused"
            : "are left out";
        environment.Warning($"{options.AttemptsPerRow} attempts were not enough for some rows of {string.Join(", ", short_.Take(10))}"
            + $"{(short_.Length > 10 ? $" and {short_.Length - 10} classes more" : "")}; they {what}. Loosen the filters, raise AttemptsPerRow, or ask for fewer rows.");
    }
}
