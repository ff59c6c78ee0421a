using GanAugment.Sampling;

namespace GanAugment.Transforms.Rows;

/// <summary>The synthetic rows of a plan in the order in which they are read: classes mixed evenly, so that any stretch of rows has them in
/// proportion.</summary>
internal sealed class SyntheticRows
{
    private readonly int[] classes;
    private readonly int[] rowsInClass;

    public SyntheticRows(SamplingPlan plan)
    {
        if (plan.SyntheticTotal > Array.MaxLength)
            throw new OptionException(
                $"The plan asks for {plan.SyntheticTotal} synthetic rows, but at most {Array.MaxLength} are possible.",
                $"It was made by the strategy '{plan.Strategy}'.",
                "Ask for fewer.");
        Plan = plan;
        classes = new int[plan.SyntheticTotal];
        rowsInClass = new int[classes.Length];

        // Row j of a class of n rows belongs at (j + ½) / n of the whole; ties go to the class that comes first.
        var next = new PriorityQueue<int, (double Place, int Class)>();
        var done = new int[plan.Count];
        for (int c = 0; c < plan.Count; c++)
            if (plan[c].Synthetic > 0) next.Enqueue(c, (0.5 / plan[c].Synthetic, c));
        for (int row = 0; row < classes.Length; row++)
        {
            int c = next.Dequeue();
            classes[row] = c;
            rowsInClass[row] = done[c]++;
            if (done[c] < plan[c].Synthetic) next.Enqueue(c, ((done[c] + 0.5) / plan[c].Synthetic, c));
        }
    }

    public SamplingPlan Plan { get; }

    public int Count => classes.Length;

    /// <summary>The class of a row, an index into the plan.</summary>
    public int ClassOf(int row) => classes[row];

    /// <summary>How many rows of its class come before a row.</summary>
    public int RowInClass(int row) => rowsInClass[row];
}
