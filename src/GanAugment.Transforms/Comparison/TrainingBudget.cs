namespace GanAugment.Transforms.Comparison;

/// <summary>What a classifier must know to be trained alike in every arm, although the arms differ in rows and weights.</summary>
/// <remarks>
/// More rows must not mean weaker regularisation or more optimiser steps, else the comparison measures those.
/// ML.NET's trainers normalise differently (read in its source, LbfgsPredictorBase.DifferentiableFunction and SdcaTrainerBase.TrainCore):
/// <list type="bullet">
/// <item>L-BFGS minimises (Σ wᵢ lossᵢ + ½ L2 ‖β‖²) / Σ wᵢ. The penalty is divided too, so a fixed L2 weakens as weights or rows grow: use
/// <see cref="L2OnSummedLoss"/>.
/// Its tolerance applies to the divided loss, and an iteration is a pass over all rows, so the same limits mean the same in every arm.</item>
/// <item>SDCA minimises Σ wᵢ lossᵢ / n + ½ L2 ‖β‖²: a fixed L2 is right, but left to itself it derives L2 and the number of passes from n.
/// Give both; the passes from <see cref="Passes"/>, because its steps are rows.</item>
/// </list>
/// </remarks>
/// <param name="Rows">Training rows, duplicates and synthetic ones included.</param>
/// <param name="TotalWeight">The sum of their weights; without weights the number of rows.</param>
/// <param name="ExampleWeightColumnName">The column of weights, or null when every row weighs 1.</param>
/// <param name="Seed">The seed of this repetition.</param>
public sealed record TrainingBudget(long Rows, double TotalWeight, string? ExampleWeightColumnName, long Seed)
{
    /// <summary>The L2 for a trainer whose loss is a sum (L-BFGS), so that the penalty per unit of weight is the same in every arm.</summary>
    /// <param name="perUnitWeight">The penalty's factor beside the mean loss, 0 or more.</param>
    public float L2OnSummedLoss(double perUnitWeight) => (float)(perUnitWeight * TotalWeight);

    /// <summary>Passes over the data for a trainer that steps once per row (SDCA, SGD), so that every arm takes the same number of steps.</summary>
    /// <param name="steps">Steps to take, 1 or more.</param>
    /// <returns>At least 1.</returns>
    public int Passes(long steps) => (int)Math.Max(1, Math.Round((double)steps / Rows));
}
