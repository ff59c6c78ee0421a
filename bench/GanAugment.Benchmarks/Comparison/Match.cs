namespace GanAugment.Benchmarks.Comparison;

/// <summary>Sides that take turns, so that whatever else the machine does falls on all of them alike.</summary>
/// <param name="rounds">Turns of each side.</param>
/// <param name="reference">Starts the reference, or gives null.</param>
internal sealed class Match(int rounds, Func<WorkerSettings, Contender?> reference)
{
    // A turn lasts about a second, so that the clocks' steps do not matter.
    private const double SecondsPerTurn = 1;

    public MatchResult Training(WorkerSettings settings) => Play(settings, [Contender.Ours("ours", settings), reference(settings)]);

    public MatchResult Generator(WorkerSettings settings) =>
        Play(settings, [Contender.Ours("ours", settings), Contender.Ours("plain export", settings with { What = Work.PlainExport }), reference(settings)]);

    private MatchResult Play(WorkerSettings settings, Contender?[] candidates)
    {
        Contender[] sides = [.. candidates.OfType<Contender>()];
        try
        {
            var answers = sides.ToDictionary(side => side, _ => new List<Answer>());
            var turn = new Dictionary<Contender, int>();
            foreach (Contender side in sides)
            {
                Console.Error.WriteLine($"{settings.What}, ch {settings.Ch}, {settings.DiscriminatorSteps} D steps: {side.Name} runs on {side.Engine}.");
                // The first iteration makes what is kept: compiled code, primitives of the engine, the heap.
                side.Do(1);
                turn[side] = Math.Max(1, (int)Math.Round(SecondsPerTurn / side.Do(1).CpuSeconds));
            }

            for (int round = 0; round < rounds; round++)
            {
                // Every side is first as often as the others.
                for (int place = 0; place < sides.Length; place++)
                {
                    Contender side = sides[(round + place) % sides.Length];
                    answers[side].Add(side.Do(turn[side]));
                }
            }

            return new MatchResult(settings, [.. sides.Select(side => new SideResult(side.Name, side.Engine, answers[side]))]);
        }
        finally
        {
            foreach (Contender side in sides) side.Dispose();
        }
    }
}
