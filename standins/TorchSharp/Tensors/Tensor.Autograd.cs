using System;
using System.Collections.Generic;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Engine.Checked(Engine.shim_requires_grad(Handle)) != 0;
            set => Engine.Checked(Engine.shim_set_requires_grad(Handle, value ? 1 : 0));
        }

        public bool is_leaf => Engine.Checked(Engine.shim_is_leaf(Handle)) != 0;

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor grad
        {
            get
            {
                var gradient = Engine.shim_grad(Handle);
                return gradient == IntPtr.Zero ? null : new Tensor(gradient);
            }
            set => Engine.Checked(Engine.shim_set_grad(Handle, value?.Handle ?? IntPtr.Zero));
        }

        public void backward() => autograd.backward(new[] { this });

        public void backward(IList<Tensor> grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor> inputs = null) =>
            autograd.backward(new[] { this }, grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Operator.One("detach", this);
        public Tensor detach_() => Operator.InPlace(this, "detach_", this);
    }
}
