using System;
using System.Linq;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireReal(dtype);
                InitializeDeviceType(device.type);
                _toEpilog(dtype, device.type == DeviceType.CUDA ? device : new Device(device.type), non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                if (deviceType != DeviceType.CUDA) deviceIndex = -1;
                else if (!cuda.is_available()) throw new InvalidOperationException("CUDA is not available.");
                if (deviceType != _deviceType || deviceIndex != _deviceIndex) _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireReal(dtype);
                _toEpilog(dtype, null, non_blocking);
                return this;
            }

            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            // Layers that hold their parameters themselves convert without asking, and libtorch refuses what cannot have a gradient.
            private protected virtual bool ConvertsUnasked => false;

            private void RequireReal(ScalarType dtype)
            {
                if (!ConvertsUnasked && !is_floating_point(dtype) && !is_complex(dtype))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
            }

            /// <summary>Replaces parameters and buffers, in the registers and in what holds them; old parameters are disposed of.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device device, bool non_blocking)
            {
                foreach (var (_, module) in named_children().ToList())
                {
                    if (device is null) module._to(dtype.Value, non_blocking);
                    else if (dtype is null) module._to(device.type, device.index, non_blocking);
                    else module._to(device, dtype.Value, non_blocking);
                }
                var fields = Fields(GetType()).ToDictionary(NameOf);
                var properties = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(p => p.Name);

                foreach (var (own, parameter) in named_parameters(false).ToList())
                {
                    using var gradient = parameter.grad;
                    var target = device ?? parameter.device;
                    if (!parameter.ToWillCopy(dtype ?? parameter.dtype, target) && (gradient is null || !gradient.ToWillCopy(dtype ?? parameter.dtype,
                        target))) continue;
                    Parameter moved;
                    using (no_grad())
                    {
                        moved = new Parameter(parameter.to(dtype ?? parameter.dtype, target), parameter.requires_grad);
                        moved.DetachFromDisposeScope();
                        if (gradient is not null)
                        {
                            using var movedGradient = gradient.to(dtype ?? parameter.dtype, target).with_requires_grad(gradient.requires_grad);
                            moved.grad = movedGradient;
                        }
                    }
                    if (properties.TryGetValue(own, out var property))
                    {
                        property.SetValue(this, moved);
                        continue;
                    }
                    parameter.Dispose();
                    ConditionallyRegisterParameter(own, moved);
                    if (fields.TryGetValue(own, out var field)) field.SetValue(this, moved);
                }

                foreach (var (own, buffer) in named_buffers(false).ToList())
                {
                    var target = device ?? buffer.device;
                    if (!buffer.ToWillCopy(dtype ?? buffer.dtype, target)) continue;
                    var type = dtype is { } wanted && (buffer.is_floating_point() || buffer.is_complex()) ? wanted : buffer.dtype;
                    var moved = buffer.to(type, target, disposeAfter: true).DetachFromDisposeScope();
                    if (properties.TryGetValue(own, out var property))
                    {
                        property.SetValue(this, moved);
                        continue;
                    }
                    ConditionallyRegisterBuffer(own, moved);
                    if (fields.TryGetValue(own, out var field)) field.SetValue(this, moved);
                }

                if (device is null) return;
                _deviceType = device.type;
                _deviceIndex = device.index;
            }

            internal T Placed<T>(Device device, ScalarType? dtype) where T : Module => (T)_to(device ?? get_default_device(), dtype ?? get_default_dtype(),
                false);
        }
    }
}
