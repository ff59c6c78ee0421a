using GanAugment.Data;
using GanAugment.Sampling;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Comparison;

/// <summary>The images of one data set as rows of data views; all views share one copy of the pixels.</summary>
internal sealed class ComparisonRows
{
    private readonly ILabelledImageSource source;
    private readonly float[][] pixels; // [N][C·H·W], 0 … 1

    public ComparisonRows(ILabelledImageSource source)
    {
        this.source = source;
        var bytes = new byte[source.Shape.Length];
        pixels = new float[source.Labels.Count][];
        for (int i = 0; i < pixels.Length; i++)
        {
            source.Read(i, bytes);
            pixels[i] = Array.ConvertAll(bytes, b => b / 255f);
        }
    }

    /// <summary>The real rows and the arm's duplicates, in an order that is random but the same for every arm's real rows.</summary>
    public IDataView TrainingView(MLContext ml, ComparisonArm arm, SamplingPlan balance, long seed)
    {
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        int[] order = [.. Enumerable.Range(0, pixels.Length)];
        random.Shuffle(order);
        ILookup<int, int> byClass = order.ToLookup(i => source.Labels[i]);
        var duplicates = new List<int>();
        for (int c = 0; c < balance.Count; c++)
        {
            int[] mine = [.. byClass[c]];
            for (long n = arm.Duplicates(balance[c]); n > 0; n--) duplicates.Add(mine[random.Next(mine.Length)]);
        }

        int[] all = [.. order, .. duplicates];
        if (duplicates.Count > 0) random.Shuffle(all);
        if (!arm.ClassWeights) return View(ml, all.Select(i => new Row { Pixels = pixels[i], Label = source.Classes[source.Labels[i]] }));

        int present = balance.Count(q => q.Real > 0);
        float[] weights = [.. balance.Select(q => q.Real == 0 ? 0 : (float)((double)balance.RealTotal / (present * q.Real)))];
        return View(ml, all.Select(i => new WeightedRow { Pixels = pixels[i], Label = source.Classes[source.Labels[i]], Weight = weights[source.Labels[i]] }));
    }

    /// <summary>Which rows a model gets right, in the order of the data set.</summary>
    public bool[] Right(MLContext ml, ITransformer model)
    {
        IDataView predicted = model.Transform(View(ml, Enumerable.Range(0, pixels.Length)
            .Select(i => new Row { Pixels = pixels[i], Label = source.Classes[source.Labels[i]] })));
        // A name of its own: the model may have turned the label into a key, and its prediction is a key into its own classes.
        IDataView named = ml.Transforms.Conversion.MapKeyToValue(nameof(Prediction.PredictedClass), "PredictedLabel").Fit(predicted).Transform(predicted);
        return [.. ml.Data.CreateEnumerable<Prediction>(named, reuseRowObject: true)
            .Select((row, i) => row.PredictedClass == source.Classes[source.Labels[i]])];
    }

    private IDataView View<TRow>(MLContext ml, IEnumerable<TRow> rows)
        where TRow : Row
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(TRow));
        schema[nameof(Row.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, source.Shape.Channels, source.Shape.Height,
            source.Shape.Width);
        return ml.Data.LoadFromEnumerable<TRow>([.. rows], schema);
    }

    private class Row
    {
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class Prediction
    {
        public string PredictedClass { get; set; } = "";
    }

    private sealed class WeightedRow : Row
    {
        public float Weight { get; set; }
    }
}
