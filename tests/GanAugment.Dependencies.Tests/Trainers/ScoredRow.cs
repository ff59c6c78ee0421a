using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.Trainers;

/// <summary>A row as a model with three classes leaves it; objects count classes from zero.</summary>
internal sealed class ScoredRow
{
    [KeyType(4)]
    public uint Label { get; set; }

    [VectorType(3)]
    public float[] Score { get; set; } = new float[3];

    [KeyType(3)]
    public uint PredictedLabel { get; set; }

    public static ScoredRow Of(uint label, params float[] score)
        => new() { Label = label, Score = score, PredictedLabel = (uint)Array.IndexOf(score, score.Max()) };
}
