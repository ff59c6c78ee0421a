using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>A layer that normalises by batch statistics in training and by stored ones afterwards.</summary>
internal interface IBatchStatistics
{
    /// <summary>The weight of a new batch in the stored statistics while training.</summary>
    const double TrainingMomentum = 0.1;

    /// <summary>The weight of the next batch in the stored statistics.</summary>
    double Momentum { get; set; }

    /// <summary>Stored mean [C].</summary>
    Tensor Mean { get; }

    /// <summary>Stored variance [C].</summary>
    Tensor Variance { get; }

    /// <summary>Whether batches are normalised by their own statistics, and update the stored ones, although the network is being evaluated.</summary>
    bool Estimating { get; set; }
}
