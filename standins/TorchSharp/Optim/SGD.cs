using System;
using System.Collections.Generic;
using System.IO;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }

    namespace Modules
    {
        /// <summary>Gradient descent with momentum.</summary>
        public class SGD : OptimizerHelper, optim.IMomentum
        {
            public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false)
            {
                if (lr < 0.0) throw new ArgumentException($"Invalid learning rate: {lr}");
                if (momentum < 0.0) throw new ArgumentException($"Invalid momentum value: {momentum}");
                if (weight_decay < 0.0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
                if (nesterov && (momentum <= 0.0 || dampening != 0.0)) throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
                defaults = new Options
                {
                    LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov,
                        maximize = maximize,
                };
                add_param_group(new ParamGroup { Parameters = parameters });
            }

            public double Momentum { get => ((Options)defaults).momentum.Value; set => ((Options)defaults).momentum = value; }

            public override void add_param_group(Modules.ParamGroup param_group)
            {
                var common = (Options)defaults;
                var own = (Options)(param_group.Options ??= new Options());
                own.LearningRate ??= common.LearningRate;
                own.momentum ??= common.momentum;
                own.dampening ??= common.dampening;
                own.weight_decay ??= common.weight_decay;
                own.nesterov ??= common.nesterov;
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
                    var state = (State)states[parameter.handle];
                    if (o.weight_decay != 0) gradient = gradient.add(parameter, o.weight_decay.Value);
                    if (o.momentum != 0)
                    {
                        if (state.momentum_buffer is null) state.momentum_buffer = gradient.clone().detach().DetachFromDisposeScope();
                        else state.momentum_buffer.mul_(o.momentum.Value).add_(gradient, 1 - o.dampening.Value);
                        gradient = o.nesterov.Value ? gradient.add(state.momentum_buffer, o.momentum.Value) : state.momentum_buffer;
                    }
                    parameter.add_(gradient, o.maximize.Value ? o.LearningRate.Value : -o.LearningRate.Value);
                }
            }

            protected override void Dispose(bool disposing)
            {
                base.Dispose(disposing);
                foreach (var state in states.Values) ((State)state).Dispose();
            }

            public class Options : OptimizerOptions
            {
                public double? momentum;
                public double? dampening;
                public double? weight_decay;
                public bool? nesterov;
                public bool? maximize;

                public override void LoadStateDict(OptimizerOptions source)
                {
                    base.LoadStateDict(source);
                    var other = (Options)source;
                    (momentum, dampening, weight_decay, nesterov, maximize) = (other.momentum, other.dampening, other.weight_decay, other.nesterov,
                        other.maximize);
                }

                public override void LoadStateDict(BinaryReader reader)
                {
                    base.LoadStateDict(reader);
                    momentum = reader.ReadDouble();
                    dampening = reader.ReadDouble();
                    weight_decay = reader.ReadDouble();
                    nesterov = reader.ReadBoolean();
                    maximize = reader.ReadBoolean();
                }

                public override void SaveStateDict(BinaryWriter writer)
                {
                    base.SaveStateDict(writer);
                    writer.Write(momentum.Value);
                    writer.Write(dampening.Value);
                    writer.Write(weight_decay.Value);
                    writer.Write(nesterov.Value);
                    writer.Write(maximize.Value);
                }
            }

            public class ParamGroup : ParamGroup<Options>
            {
                public ParamGroup() { }

                public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }
            }

            public sealed class State : OptimizerState, IDisposable
            {
                public Tensor momentum_buffer;

                public State(Parameter parameter) : base(parameter) { }

                public override void Initialize(OptimizerOptions options)
                {
                    Dispose();
                    momentum_buffer = null;
                }

                public void Dispose() => momentum_buffer?.Dispose();

                public override void to(Device device) => momentum_buffer = momentum_buffer?.to(device);

                public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, momentum_buffer);

                public override void LoadStateDict(BinaryReader reader) => LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);

                public override void LoadStateDict(OptimizerState source)
                {
                    Dispose();
                    momentum_buffer = ((State)source).momentum_buffer?.to(_parameter.device, copy: true);
                }
            }
        }
    }
}
