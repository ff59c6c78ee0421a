using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var found = new IntPtr[inputs.Count];
            var (o, i, g) = (Handles(outputs), Handles(inputs), Handles(grad_outputs));
            fixed (IntPtr* po = o, pi = i, pg = g, pr = found)
                Engine.Checked(Engine.shim_gradients(po, o.Length, pi, i.Length, pg, g.Length, retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0,
                    pr));
            return found.Select(h => h == IntPtr.Zero ? null : new Tensor(h)).ToList();
        }

        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor> inputs = null)
        {
            var (t, g, i) = (Handles(tensors), Handles(grad_tensors), Handles(inputs));
            fixed (IntPtr* pt = t, pg = g, pi = i)
                Engine.Checked(Engine.shim_backward(pt, t.Length, pg, g.Length, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, pi, i.Length));
        }

        public static void backward(Tensor tensor, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor> inputs = null) =>
            backward(new[] { tensor }, grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward(new[] { tensor }, new[] { grad_tensor }, retain_graph, create_graph, inputs);

        private static IntPtr[] Handles(IList<Tensor> tensors) =>
            tensors is null ? Array.Empty<IntPtr>() : tensors.Select(t => t is null ? IntPtr.Zero : t.Handle).ToArray();
    }

    /// <summary>Sets the gradient mode of this thread until disposed of.</summary>
    private sealed class GradMode : IDisposable
    {
        private readonly int before;

        internal GradMode(bool enabled)
        {
            Engine.Load();
            before = Engine.shim_grad_enabled();
            Engine.shim_set_grad_enabled(enabled ? 1 : 0);
        }

        public void Dispose() => Engine.shim_set_grad_enabled(before);
    }

    private sealed class InferenceMode : IDisposable
    {
        private IntPtr guard;

        internal InferenceMode(bool enabled)
        {
            Engine.Load();
            guard = Engine.Checked(Engine.shim_inference_enter(enabled ? 1 : 0));
        }

        public void Dispose()
        {
            if (guard == IntPtr.Zero) return;
            Engine.shim_inference_leave(guard);
            guard = IntPtr.Zero;
        }
    }

    public static IDisposable no_grad() => new GradMode(false);
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);
    public static bool is_grad_enabled() => Engine.shim_grad_enabled() != 0;
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);
    public static bool is_inference_mode_enabled() => Engine.shim_inference_enabled() != 0;
}
