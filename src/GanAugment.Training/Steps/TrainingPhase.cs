using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>A part of every step: a network, its optimizer, and what adds up its gradients.</summary>
/// <param name="Name">For statistics: D or G.</param>
/// <param name="Network">The network that is updated; the other one is held still.</param>
/// <param name="Optimizer">The network's optimizer.</param>
/// <param name="RealBatches">How many batches of real images each accumulation takes: 1 or 0.</param>
/// <param name="Accumulate">Adds the gradient of one batch.</param>
/// <param name="Regularize">What is added to the accumulated gradient before the update, or null.</param>
internal sealed record TrainingPhase(string Name, nn.Module Network, AdamOptimizer Optimizer, int RealBatches, Func<MicroBatch, PhaseFigures> Accumulate,
    Action? Regularize);
