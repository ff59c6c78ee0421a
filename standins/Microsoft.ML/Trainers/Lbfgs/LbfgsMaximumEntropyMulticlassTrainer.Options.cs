using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

public sealed partial class LbfgsMaximumEntropyMulticlassTrainer
{
    public sealed class Options : TrainerInputBaseWithWeight
    {
        public float L2Regularization = 1;
        public float L1Regularization = 1;
        public float OptimizationTolerance = 1e-7f;
        public int HistorySize = 20;
        public int MaximumNumberOfIterations = int.MaxValue;
        public bool Quiet;
        public float InitialWeightsDiameter;
        public int? NumberOfThreads;
        public bool EnforceNonNegativity;

        internal void Check()
        {
            Contracts.CheckParam(NumberOfThreads is null or > 0, nameof(NumberOfThreads), "Must be positive (or empty for default)");
            Contracts.CheckParam(L2Regularization >= 0, nameof(L2Regularization), "Must be non-negative");
            Contracts.CheckParam(L1Regularization >= 0, nameof(L1Regularization), "Must be non-negative");
            Contracts.CheckParam(OptimizationTolerance > 0, nameof(OptimizationTolerance), "Must be positive");
            Contracts.CheckParam(HistorySize > 0, nameof(HistorySize), "Must be positive");
            Contracts.CheckParam(MaximumNumberOfIterations > 0, nameof(MaximumNumberOfIterations), "Must be positive");
        }
    }
}
