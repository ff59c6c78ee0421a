using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>The name under which a field is registered where it is not the field's own.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class RegisteredAsAttribute(string name) : Attribute
{
    internal string Name { get; } = name;
}

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Parameters, buffers and sub-modules under names.</summary>
        public partial class Module : IDisposable
        {
            private readonly Registry<Module> submodules = new();
            private readonly Registry<(Tensor Tensor, bool Persistent)> registeredBuffers = new();
            private readonly Registry<Parameter> registeredParameters = new();
            private bool componentsAreRegistered;
            private bool disposed;
            private bool isTraining = true;

            protected string name;
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;

            protected Module(string name)
            {
                Engine.Load();
                this.name = name;
            }

            ~Module() => Dispose(false);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || disposed) return;
                foreach (var (_, buffer) in named_buffers(false).ToList()) buffer.DetachFromDisposeScope().Dispose();
                foreach (var (_, parameter) in named_parameters(false).ToList()) parameter.DetachFromDisposeScope().Dispose();
                foreach (var (_, module) in named_modules().ToList()) module.Dispose();
                disposed = true;
            }

            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            public virtual bool training => isTraining;

            public virtual void train(bool train = true)
            {
                isTraining = train;
                foreach (var (_, module) in named_children()) module.train(train);
            }

            public virtual void eval() => train(false);

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in submodules) module.apply(fn);
                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var (_, parameter) in named_parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null) continue;
                    if (set_to_none) parameter.grad = null;
                    else gradient.zero_();
                }
            }

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach (var (own, (tensor, persistent)) in registeredBuffers)
                    if (persistent && seen.Add(tensor.handle)) yield return (own, tensor);
                if (!recurse) yield break;
                foreach (var (prefix, module) in submodules)
                    foreach (var (inner, tensor) in module.named_buffers(true, include_nonpersistent))
                        if (seen.Add(tensor.handle)) yield return ($"{prefix}.{inner}", tensor);
            }

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach (var (own, parameter) in registeredParameters)
                    if (seen.Add(parameter.handle)) yield return (own, parameter);
                if (!recurse) yield break;
                foreach (var (prefix, module) in submodules)
                    foreach (var (inner, parameter) in module.named_parameters(true))
                        if (seen.Add(parameter.handle)) yield return ($"{prefix}.{inner}", parameter);
            }

            public virtual IEnumerable<(string name, Module module)> named_children() => submodules.Select(m => (m.Name, m.Value));

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (own, module) in submodules) yield return (own, module);
                foreach (var (prefix, module) in submodules)
                    foreach (var (inner, deeper) in module.named_modules()) yield return ($"{prefix}.{inner}", deeper);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);
            public virtual IEnumerable<Module> children() => named_children().Select(m => m.module);

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual Tensor get_buffer(string target) =>
                registeredBuffers.TryGet(target, out var own) ? own.Tensor : Inner(target, (module, rest) => module.get_buffer(rest));

            public virtual Parameter get_parameter(string target) =>
                registeredParameters.TryGet(target, out var own) ? own : Inner(target, (module, rest) => module.get_parameter(rest));

            private T Inner<T>(string target, Func<Module, string, T> find) where T : class
            {
                int dot = target.IndexOf('.');
                return dot >= 0 && submodules.TryGet(target[..dot], out var module) ? find(module, target[(dot + 1)..]) : null;
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.handle == IntPtr.Zero) throw new ArgumentNullException(nameof(tensor),
                    "A null tensor cannot be registered as a buffer.");
                if (!registeredBuffers.TryAdd(name, (tensor, persistent))) throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.handle == IntPtr.Zero) throw new ArgumentNullException(nameof(param),
                    "A null tensor cannot be registered as a parameter.");
                if (!registeredParameters.TryAdd(name, param)) throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null || submodule.disposed)
                {
                    submodules.Remove(name);
                    return;
                }
                if (name.Contains('.')) throw new ArgumentException($"module name can't contain \".\", got: {name}");
                if (name.Length == 0) throw new ArgumentException("module name can't be empty string \"\"");
                if (submodules.Has(name)) throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                submodules.Set(name, submodule);
            }

            protected void ConditionallyRegisterParameter(string name, Tensor value) => ConditionallyRegisterParameter(name, value as Parameter);

            protected void ConditionallyRegisterParameter(string name, Parameter value)
            {
                if (value is null) registeredParameters.Remove(name);
                else registeredParameters.Set(name, value);
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor value, bool persistent = true)
            {
                if (value is null) registeredBuffers.Remove(name);
                else registeredBuffers.Set(name, (value, persistent));
            }

            protected void ClearModules() => submodules.Clear();

            /// <summary>Registers every field that holds a tensor or a module, under the field's name; arrays and lists are not looked into.</summary>
            protected virtual void RegisterComponents()
            {
                if (componentsAreRegistered) return;
                foreach (var field in Fields(GetType()))
                {
                    var fieldName = NameOf(field);
                    if (submodules.Has(fieldName) || registeredParameters.Has(fieldName) || registeredBuffers.Has(fieldName)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(fieldName, module); break;
                        case Parameter parameter: register_parameter(fieldName, parameter); break;
                        case Tensor tensor: register_buffer(fieldName, tensor); break;
                    }
                }
                componentsAreRegistered = true;
            }

            private static string NameOf(FieldInfo field) => field.GetCustomAttribute<RegisteredAsAttribute>()?.Name ?? field.Name;

            private static IEnumerable<FieldInfo> Fields(Type type)
            {
                var seen = new HashSet<string>();
                for (; type is not null && type != typeof(object); type = type.BaseType)
                    foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                        if (seen.Add(field.Name)) yield return field;
            }
        }
    }
}
