using System;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Normalisation by statistics of the batch, with running statistics for evaluation.</summary>
        public abstract class NormBase : nn.Module<Tensor, Tensor>
        {
            [RegisteredAs("weight")] private Parameter heldWeight;
            [RegisteredAs("bias")] private Parameter heldBias;
            [RegisteredAs("running_mean")] private Tensor heldMean;
            [RegisteredAs("running_var")] private Tensor heldVariance;
            [RegisteredAs("num_batches_tracked")] private Tensor heldCount;

            public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device device, ScalarType? dtype,
                string name) : base(name)
            {
                (this.num_features, this.eps, this.momentum, this.affine, this.track_running_stats) = (num_features, eps, momentum, affine,
                    track_running_stats);
                if (affine)
                {
                    weight = new Parameter(empty(new[] { num_features }, dtype, device));
                    bias = new Parameter(empty(new[] { num_features }, dtype, device));
                }
                if (track_running_stats)
                {
                    num_batches_tracked = tensor(0L, device: device);
                    running_mean = empty(new[] { num_features }, dtype, device);
                    running_var = empty(new[] { num_features }, dtype, device);
                }
                reset_parameters();
            }

            private protected override bool ConvertsUnasked => true;

            public long num_features { get; private set; }
            public double eps { get; set; }
            public double? momentum { get; set; }
            public bool affine { get; private set; }
            public bool track_running_stats { get; private set; }

            public Parameter weight { get => heldWeight; set => ModuleParameter.Replace(ref heldWeight, value, v => ConditionallyRegisterParameter("weight",
                v)); }
            public Parameter bias { get => heldBias; set => ModuleParameter.Replace(ref heldBias, value, v => ConditionallyRegisterParameter("bias", v)); }
            public Tensor running_mean { get => heldMean; set => Replace(ref heldMean, value, "running_mean"); }
            public Tensor running_var { get => heldVariance; set => Replace(ref heldVariance, value, "running_var"); }
            public Tensor num_batches_tracked { get => heldCount; set => Replace(ref heldCount, value, "num_batches_tracked"); }

            public void reset_running_stats()
            {
                if (!track_running_stats) return;
                nn.init.zeros_(running_mean);
                nn.init.ones_(running_var);
                nn.init.zeros_(num_batches_tracked);
            }

            public void reset_parameters()
            {
                reset_running_stats();
                if (!affine) return;
                nn.init.ones_(weight);
                nn.init.zeros_(bias);
            }

            protected abstract void ValidateInputDimensions(Tensor input);

            private void Replace(ref Tensor held, Tensor value, string registered)
            {
                held?.Dispose();
                held = value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(registered, value);
            }
        }

        public abstract class BatchNorm : NormBase
        {
            public BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device device, ScalarType? dtype,
                string name)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
            {
            }

            public override Tensor forward(Tensor input)
            {
                ValidateInputDimensions(input);
                double factor = momentum ?? 0.0;
                if (training && track_running_stats && num_batches_tracked is not null)
                {
                    num_batches_tracked.add_(1);
                    factor = momentum ?? 1.0 / num_batches_tracked.ToDouble();
                }
                bool ofBatch = training || (running_mean is null && running_var is null);
                bool kept = !training || track_running_stats;
                return nn.functional.batch_norm(input, kept ? running_mean : null, kept ? running_var : null, weight, bias, ofBatch, factor, eps);
            }
        }

        public sealed class BatchNorm2d : BatchNorm
        {
            internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool track, Device device, ScalarType? dtype)
                : base(features, eps, momentum, affine, track, device, dtype, nameof(BatchNorm2d))
            {
            }

            protected override void ValidateInputDimensions(Tensor input)
            {
                if (input.ndim != 4) throw new ArgumentException($"expected 4D input, but got {input.ndim}D input.");
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true,
                bool track_running_stats = true, Device device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
