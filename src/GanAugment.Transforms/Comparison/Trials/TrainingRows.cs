using GanAugment.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>The rows that one classifier is trained on.</summary>
internal sealed class TrainingRows(ClassMap classes, VectorDataViewType type)
{
    private readonly List<(float[] Vector, int Label, float Weight)> rows = [];

    /// <summary>Real rows, each once.</summary>
    public int Real { get; set; }

    /// <summary>What was made of them: duplicates, copies, mixtures, points between.</summary>
    public int Made { get; set; }

    /// <summary>Synthetic rows.</summary>
    public int Synthetic { get; set; }

    public int Count => rows.Count;

    public bool IsWeighted => rows.Any(row => row.Weight != 1);

    public void Add(float[] vector, int label, double weight = 1) => rows.Add((vector, label, (float)weight));

    /// <summary>What the pipeline is told, so that regularisation and steps are those of every other arm.</summary>
    public TrainingBudget Budget(long seed) => new(rows.Count, rows.Count, IsWeighted ? AugmentationComparison.WeightColumn : null, seed);

    /// <summary>The rows in random order.</summary>
    public IDataView View(MLContext ml, long seed)
    {
        int[] order = new DrawStream(seed, "row order").Order(rows.Count);
        // Of mean 1: trainers that divide the loss by the number of rows (SDCA) are regularised alike then, too.
        double scale = rows.Count / rows.Sum(row => (double)row.Weight);
        return IsWeighted
            ? RowView.Of(ml, type, order.Select(i => (rows[i].Vector, classes[rows[i].Label], (float)(scale * rows[i].Weight))))
            : RowView.Of(ml, type, order.Select(i => (rows[i].Vector, classes[rows[i].Label])));
    }
}
