using System;
using System.Collections.Generic;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public interface ILearningRateController
        {
            double LearningRate { set; get; }
            double InitialLearningRate { set; get; }
        }

        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }

        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        public abstract class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups;

            protected Optimizer(IntPtr handle) { }

            ~Optimizer() => Dispose(false);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) { }

            public abstract void zero_grad();

            public abstract void add_param_group(ParamGroup param_group);

            public abstract Tensor step(Func<Tensor> closure = null);

            public abstract IEnumerable<Parameter> parameters();

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            public class StateDictionary
            {
                internal StateDictionary() { }

                public List<OptimizerOptions> Options { get; private set; } = new();
                public List<OptimizerState> State { get; private set; } = new();
                public List<List<int>> StateIndexRef { get; private set; } = new();
            }
        }
    }
}
