using System;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x Wᵀ + b.</summary>
        public sealed class Linear : nn.Module<Tensor, Tensor>
        {
            [RegisteredAs("weight")] private Parameter heldWeight;
            [RegisteredAs("bias")] private Parameter heldBias;

            internal Linear(long inputs, long outputs, bool hasBias, Device device, ScalarType? dtype) : base(nameof(Linear))
            {
                in_features = inputs;
                out_features = outputs;
                weight = new Parameter(empty(new[] { outputs, inputs }, dtype, device));
                nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
                if (!hasBias) return;
                bias = new Parameter(empty(new[] { outputs }, dtype, device));
                double bound = inputs > 0 ? 1 / Math.Sqrt(inputs) : 0;
                nn.init.uniform_(bias, -bound, bound);
            }

            internal Linear(Parameter weight, Parameter bias) : base(nameof(Linear))
            {
                (out_features, in_features) = (weight.shape[0], weight.shape[1]);
                this.weight = weight;
                if (bias is not null) this.bias = bias;
            }

            private protected override bool ConvertsUnasked => true;

            public long in_features { get; set; }
            public long out_features { get; set; }

            public Parameter weight { get => heldWeight; set => ModuleParameter.Replace(ref heldWeight, value, v => ConditionallyRegisterParameter("weight",
                v)); }
            public Parameter bias { get => heldBias; set => ModuleParameter.Replace(ref heldBias, value, v => ConditionallyRegisterParameter("bias", v)); }

            public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
        }

        /// <summary>A table of vectors addressed by index.</summary>
        public sealed class Embedding : nn.Module<Tensor, Tensor>
        {
            [RegisteredAs("weight")] private Parameter heldWeight;
            private readonly long paddingIndex;

            internal Embedding(long count, long size, long? padding, Device device, ScalarType? dtype) : base(nameof(Embedding))
            {
                paddingIndex = padding ?? -1;
                weight = new Parameter(empty(new[] { count, size }, dtype, device));
                nn.init.normal_(weight);
                if (padding is not { } unused) return;
                using var untracked = no_grad();
                using var row = heldWeight.select(0, unused);
                row.zero_();
            }

            public Parameter weight { get => heldWeight; set => ModuleParameter.Replace(ref heldWeight, value, v => ConditionallyRegisterParameter("weight",
                v)); }

            public override Tensor forward(Tensor input) => Operator.One("embedding", weight, input, paddingIndex);
        }

        internal static class ModuleParameter
        {
            /// <summary>A module owns its parameters: they leave the scope in which they were made, and a replaced one is disposed of.</summary>
            internal static void Replace(ref Parameter held, Parameter value, Action<Parameter> register)
            {
                held?.Dispose();
                value?.DetachFromDisposeScope();
                held = value;
                register(value);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);
            public static Linear Linear(Parameter weight, Parameter bias = null) => new(weight, bias);

            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null,
                double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device device = null, ScalarType? dtype = null)
            {
                if (max_norm is not null || scale_grad_by_freq || sparse) throw new NotSupportedException("an embedding with a norm or sparse gradients");
                return new(num_embeddings, embedding_dims, padding_idx, device, dtype);
            }
        }
    }
}
