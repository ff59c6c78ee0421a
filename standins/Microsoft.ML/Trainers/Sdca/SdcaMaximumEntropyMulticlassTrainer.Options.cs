using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

public sealed partial class SdcaMaximumEntropyMulticlassTrainer
{
    public sealed class Options : TrainerInputBaseWithWeight
    {
        private const float SmallestL2 = 1e-9f;

        public float? L2Regularization;
        public float? L1Regularization;
        public int? NumberOfThreads;
        public float ConvergenceTolerance = 0.1f;
        public int? MaximumNumberOfIterations;
        public bool Shuffle = true;
        public int? ConvergenceCheckFrequency;
        public float BiasLearningRate;

        internal void Check(IHostEnvironment env)
        {
            Contracts.CheckParam(L2Regularization is null or >= 0, nameof(L2Regularization), "L2 constant must be non-negative.");
            Contracts.CheckParam(L1Regularization is null or >= 0, nameof(L1Regularization), "L1 threshold must be non-negative.");
            Contracts.CheckParam(MaximumNumberOfIterations is null or > 0, nameof(MaximumNumberOfIterations), "Max number of iterations must be positive.");
            Contracts.CheckParam(
                ConvergenceTolerance is > 0 and <= 1, nameof(ConvergenceTolerance), "Convergence tolerance must be positive and no larger than 1.");
            if (!(L2Regularization < SmallestL2))
                return;

            using var channel = env.Start("SDCA arguments checking");
            channel.Warning(
                MessageSensitivity.None,
                "The L2 regularization constant must be at least {0}. In SDCA, the dual formulation is only valid with a positive constant, and " +
                "values below {0} cause very slow convergence. The original L2Regularization = {1}, was replaced with L2Regularization = {0}.",
                SmallestL2,
                L2Regularization);
            L2Regularization = SmallestL2;
        }
    }
}
