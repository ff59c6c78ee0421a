using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }

    namespace Modules
    {
        /// <summary>Adam (Kingma and Ba, 2015), with bias correction of both moments.</summary>
        public class Adam : OptimizerHelper, optim.IBetas
        {
            public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : this(new[] { new ParamGroup { Parameters = parameters } }, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
            {
            }

            public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            {
                if (lr < 0.0) throw new ArgumentException($"Invalid learning rate: {lr}");
                if (beta1 is < 0 or >= 1) throw new ArgumentException($"Invalid beta1 value: {beta1}");
                if (beta2 is < 0 or >= 1) throw new ArgumentException($"Invalid beta2 value: {beta2}");
                if (eps < 0) throw new ArgumentException($"Invalid eps: {eps}");
                if (weight_decay < 0.0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
                defaults = new Options
                {
                    LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad,
                        maximize = maximize,
                };
                AddAll(parameters);
            }

            public (double, double) Betas
            {
                get => (((Options)defaults).beta1.Value, ((Options)defaults).beta2.Value);
                set => (((Options)defaults).beta1, ((Options)defaults).beta2) = (value.Item1, value.Item2);
            }

            public override void add_param_group(Modules.ParamGroup param_group)
            {
                var common = (Options)defaults;
                var own = (Options)(param_group.Options ??= new Options());
                own.LearningRate ??= common.LearningRate;
                own.beta1 ??= common.beta1;
                own.beta2 ??= common.beta2;
                own.eps ??= common.eps;
                own.weight_decay ??= common.weight_decay;
                own.amsgrad ??= common.amsgrad;
                own.maximize ??= common.maximize;
                Add(param_group, p => new State(p));
            }

            public override Tensor step(Func<Tensor> closure = null) => _step<ParamGroup>(Step, closure);

            private void Step(ParamGroup group)
            {
                var o = group.Options;
                foreach (var parameter in group.Parameters)
                {
                    var gradient = parameter.grad;
                    if (gradient is null) continue;
                    if (o.maximize.Value) gradient = -gradient;
                    var state = (State)states[parameter.handle];
                    state.step += 1;
                    double first = 1 - Math.Pow(o.beta1.Value, state.step), second = 1 - Math.Pow(o.beta2.Value, state.step);
                    if (o.weight_decay != 0) gradient = gradient.add(parameter, o.weight_decay.Value);
                    state.exp_avg.mul_(o.beta1.Value).add_(gradient, 1 - o.beta1.Value);
                    state.exp_avg_sq.mul_(o.beta2.Value).addcmul_(gradient, gradient, 1 - o.beta2.Value);
                    var variance = state.exp_avg_sq;
                    if (o.amsgrad.Value)
                    {
                        using var before = state.max_exp_avg_sq;
                        variance = state.max_exp_avg_sq = torch.maximum(before, state.exp_avg_sq).DetachFromDisposeScope();
                    }
                    var denominator = (variance.sqrt() / Math.Sqrt(second)).add_(o.eps.Value);
                    parameter.addcdiv_(state.exp_avg, denominator, -o.LearningRate.Value / first);
                }
            }

            protected override void Dispose(bool disposing)
            {
                base.Dispose(disposing);
                foreach (var state in states.Values) ((State)state).Dispose();
            }

            public class Options : OptimizerOptions
            {
                public double? beta1;
                public double? beta2;
                public double? weight_decay;
                public double? eps;
                public bool? amsgrad;
                public bool? maximize;

                public override void LoadStateDict(OptimizerOptions source)
                {
                    base.LoadStateDict(source);
                    var other = (Options)source;
                    (beta1, beta2, eps, weight_decay, amsgrad, maximize) = (other.beta1, other.beta2, other.eps, other.weight_decay, other.amsgrad,
                        other.maximize);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    base.LoadStateDict(reader);
                    beta1 = reader.ReadDouble();
                    beta2 = reader.ReadDouble();
                    eps = reader.ReadDouble();
                    weight_decay = reader.ReadDouble();
                    amsgrad = reader.ReadBoolean();
                    maximize = reader.ReadBoolean();
                }

                public override void SaveStateDict(BinaryWriter writer)
                {
                    base.SaveStateDict(writer);
                    writer.Write(beta1.Value);
                    writer.Write(beta2.Value);
                    writer.Write(eps.Value);
                    writer.Write(weight_decay.Value);
                    writer.Write(amsgrad.Value);
                    writer.Write(maximize.Value);
                }
            }

            public class ParamGroup : ParamGroup<Options>, optim.IBetas
            {
                public ParamGroup() { }

                public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

                public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                    double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                    : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad,
                        maximize = maximize })
                {
                }

                public (double, double) Betas
                {
                    get => (Options.beta1.Value, Options.beta2.Value);
                    set => (Options.beta1, Options.beta2) = (value.Item1, value.Item2);
                }
            }

            public sealed class State : OptimizerState, IDisposable
            {
                public long step;
                public Tensor exp_avg;
                public Tensor exp_avg_sq;
                public Tensor max_exp_avg_sq;

                public State(Parameter parameter) : base(parameter) { }

                public override void Initialize(OptimizerOptions options)
                {
                    Dispose();
                    step = 0;
                    exp_avg = torch.zeros_like(_parameter).DetachFromDisposeScope();
                    exp_avg_sq = torch.zeros_like(_parameter).DetachFromDisposeScope();
                    max_exp_avg_sq = ((Options)options).amsgrad.Value ? torch.zeros_like(_parameter).DetachFromDisposeScope() : null;
                }

                public void Dispose()
                {
                    exp_avg?.Dispose();
                    exp_avg_sq?.Dispose();
                    max_exp_avg_sq?.Dispose();
                }

                public override void to(Device device)
                {
                    exp_avg = exp_avg.to(device);
                    exp_avg_sq = exp_avg_sq.to(device);
                    max_exp_avg_sq = max_exp_avg_sq?.to(device);
                }

                public override void SaveStateDict(BinaryWriter writer)
                {
                    writer.Write(step);
                    exp_avg.Save(writer);
                    exp_avg_sq.Save(writer);
                    SaveConditionalStateTensor(writer, max_exp_avg_sq);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    step = reader.ReadInt64();
                    exp_avg.Load(reader);
                    exp_avg_sq.Load(reader);
                    LoadConditionalStateTensor(reader, ref max_exp_avg_sq, _parameter.device);
                }

                public override void LoadStateDict(OptimizerState source)
                {
                    var other = (State)source;
                    Dispose();
                    step = other.step;
                    exp_avg = other.exp_avg.to(_parameter.device, copy: true);
                    exp_avg_sq = other.exp_avg_sq.to(_parameter.device, copy: true);
                    max_exp_avg_sq = other.max_exp_avg_sq?.to(_parameter.device, copy: true);
                }

                public override bool ApproximatelyEquals(OptimizerState other) =>
                    other is State state && step == state.step && exp_avg.allclose(state.exp_avg) && exp_avg_sq.allclose(state.exp_avg_sq)
                    && (max_exp_avg_sq is null || max_exp_avg_sq.allclose(state.max_exp_avg_sq));
            }
        }
    }
}
