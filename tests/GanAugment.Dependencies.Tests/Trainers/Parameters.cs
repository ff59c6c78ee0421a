using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace GanAugment.Dependencies.Tests.Trainers;

internal static class Parameters
{
    /// <summary>Biases [K], then weights [K, D].</summary>
    public static double[] Flat(this MulticlassPredictionTransformer<MaximumEntropyModelParameters> model)
    {
        VBuffer<float>[]? weights = null;
        model.Model.GetWeights(ref weights!, out int classes);
        return [.. model.Model.GetBiases().Select(b => (double)b), .. weights.Take(classes).SelectMany(w => w.DenseValues()).Select(w => (double)w)];
    }
}
